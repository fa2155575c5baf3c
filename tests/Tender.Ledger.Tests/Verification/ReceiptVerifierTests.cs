using Tender.Ledger.Tests.World;
using Tender.Ledger.Verification;
using Xunit;

namespace Tender.Ledger.Tests.Verification;

public sealed class ReceiptVerifierTests
{
    [Theory]
    [InlineData(false, Verdict.ValidDev)]
    [InlineData(true, Verdict.Valid)]
    public async Task Verify_GoodReceipt_IsValid(bool qbft, Verdict expected)
    {
        var world = new LedgerWorld(qbft: qbft);
        var submission = await world.SubmitAsync(0, 3);
        world.AnchorThrough(12);
        var receipt = world.ReceiptOf(submission).Write();
        var report = new ReceiptVerifier(world.Trust).Verify(receipt);
        Assert.True(report.Verdict == expected, string.Join("\n", report.Checks));
        Assert.InRange(receipt.Length, 6_000, 20_000);
    }
}
