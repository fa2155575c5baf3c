using Tender.Ledger.Tests.World;
using Tender.Ledger.Verification;
using Xunit;

namespace Tender.Ledger.Tests.Verification;

public sealed class BundleVerifierTests
{
    [Theory]
    [InlineData(BundleForm.Party)]
    [InlineData(BundleForm.Public)]
    public async Task Verify_GoodBundle_IsValid(BundleForm form)
    {
        var world = new LedgerWorld();
        await world.SubmitAsync(0, 1);
        await world.SubmitAsync(1, 2);
        await world.SubmitAsync(2, 2);
        await world.SubmitAsync(3, 3);
        await world.SubmitAsync(0, 5);
        world.Withdraw(3, 9);
        var opening = new Opening(world).Seal().Answer(1, 3).Publish();
        var report = await opening.VerifyAsync(form);
        Assert.True(report.Verdict == Verdict.ValidDev, string.Join("\n", report.Checks));
    }
}
