using System.Security.Cryptography;
using Tender.Ledger.Receipts;
using Tender.Ledger.Tests.World;
using Tender.Ledger.Verification;
using Xunit;

namespace Tender.Ledger.Tests.Verification;

/// <summary>One fixture for each verdict, and for the edges between them.</summary>
public sealed class ReceiptVerdictTests : IDisposable
{
    private readonly LedgerWorld world = new();
    private readonly TimeStampAuthority time = new();

    public ReceiptVerdictTests() =>
        world.Trust = world.Trust with
        {
            TimeStamps = world.Trust.TimeStamps with { Roots = [time.Root.ExportCertificatePem()] },
        };

    public void Dispose() => time.Dispose();

    [Theory]
    [InlineData(Verdict.Valid, 0, "VALID")]
    [InlineData(Verdict.ValidDev, 0, "VALID-DEV")]
    [InlineData(Verdict.Forged, 1, "FORGED")]
    [InlineData(Verdict.Incomplete, 2, "INCOMPLETE")]
    [InlineData(Verdict.Unreadable, 3, "UNREADABLE")]
    [InlineData(Verdict.LateWithTsa, 4, "LATE-WITH-TSA")]
    [InlineData(Verdict.Omitted, 5, "OMITTED")]
    [InlineData(Verdict.Superseded, 11, "SUPERSEDED")]
    [InlineData(Verdict.Withdrawn, 12, "WITHDRAWN")]
    public void ExitCode_OfVerdict_IsTheOneOfTheBook(Verdict verdict, int code, string name)
    {
        Assert.Equal(code, new VerificationReport { Verdict = verdict, Checks = [] }.ExitCode);
        Assert.Equal($"\"{name}\"", System.Text.Json.JsonSerializer.Serialize(verdict));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    public void Verify_NoReceipt_IsUnreadable(string text) =>
        new ReceiptVerifier(world.Trust).Verify(System.Text.Encoding.UTF8.GetBytes(text)).Is(Verdict.Unreadable);

    [Fact]
    public async Task Verify_ReceiptWithWhiteSpace_IsUnreadable()
    {
        var receipt = (await ReceiptAsync(3)).Write();
        new ReceiptVerifier(world.Trust).Verify([.. receipt, (byte)'\n']).Is(Verdict.Unreadable);
    }

    [Fact]
    public async Task Verify_PublicForm_IsValidWithoutStatement()
    {
        var receipt = (await ReceiptAsync(3)).ToPublicForm();
        var report = Verify(receipt);
        report.Is(Verdict.ValidDev);
        Assert.Contains(report.Checks, c => c.Outcome == CheckOutcome.NotAsked && c.Name == "statement");
    }

    [Fact]
    public async Task Verify_NextRevision_HasTheSameInclusion()
    {
        var first = await ReceiptAsync(3);
        world.AnchorThrough(20);
        var second = world.ReceiptOf(world.Bidders[0].Submissions[0], 2);
        Assert.Equal(first.Inclusion.Slot, second.Inclusion.Slot);
        Assert.Equal(first.Window.Head, second.Window.Head);
        Assert.NotEqual(first.Chain.Block.Hash, second.Chain.Block.Hash);
        Verify(second).Is(Verdict.ValidDev);
    }

    [Fact]
    public async Task Verify_LastWindow_IsInTime()
    {
        var receipt = await ReceiptAsync(LedgerWorld.LastWindow);
        Verify(receipt).Is(Verdict.ValidDev);
        Verify(receipt, new ReceiptContext { Tender = world.TenderProof() }).Is(Verdict.ValidDev);
    }

    [Fact]
    public async Task Verify_WindowAfterTheDeadline_IsForgedByTheTenderProof()
    {
        var receipt = await ReceiptAsync(LedgerWorld.LastWindow + 1);
        // The acknowledgement alone cannot tell a late bid from one that was accepted on hold.
        Verify(receipt).Is(Verdict.Incomplete);
        Verify(receipt, new ReceiptContext { Tender = world.TenderProof() }).FailsIn(12);
    }

    [Fact]
    public async Task Verify_WindowAfterTheDeadline_IsValidWhenItWasExtended()
    {
        world.Fact(2, [.. FactBytes.U64(LedgerWorld.Deadline + 20), .. new byte[32]], LedgerWorld.Epoch0 + 5);
        var receipt = await ReceiptAsync(LedgerWorld.LastWindow + 1);
        Verify(receipt, new ReceiptContext { Tender = world.TenderProof() }).Is(Verdict.ValidDev);
    }

    [Fact]
    public async Task Verify_WhileOnHold_IsValidWithANote()
    {
        world.Fact(3, new byte[32], LedgerWorld.Epoch0 + 5);
        var receipt = await ReceiptAsync(LedgerWorld.LastWindow + 1);
        var report = Verify(receipt, new ReceiptContext { Tender = world.TenderProof() });
        report.Is(Verdict.ValidDev);
        Assert.Contains(report.Checks, c => c is { Name: "hold", Outcome: CheckOutcome.Noted });
    }

    [Fact]
    public async Task Verify_ProofOfAnotherTender_IsForged()
    {
        var receipt = await ReceiptAsync(3);
        var other = new LedgerWorld(2) { Trust = world.Trust };
        var proof = other.TenderProof();
        Verify(receipt, new ReceiptContext { Tender = proof }).FailsIn(12);
    }

    [Fact]
    public async Task Verify_LateBeforeTheDeadline_IsValidWithANote()
    {
        var receipt = await ReceiptAsync(0, delay: 17);
        Assert.True(receipt.Window.Late);
        var report = Verify(receipt);
        report.Is(Verdict.ValidDev);
        Assert.Contains(report.Checks, c => c is { Name: "late anchoring", Outcome: CheckOutcome.Noted });
    }

    [Theory]
    [InlineData(-1, Verdict.LateWithTsa)]
    [InlineData(0, Verdict.Incomplete)]
    [InlineData(1, Verdict.Incomplete)]
    public async Task Verify_LateAfterTheDeadline_NeedsATimeStampFromBefore(int seconds, Verdict expected)
    {
        var receipt = await ReceiptAsync(8, delay: 60);
        Verify(receipt).Is(Verdict.Incomplete);
        var at = DateTimeOffset.FromUnixTimeSeconds((long)LedgerWorld.Deadline).AddSeconds(seconds);
        var token = time.Stamp(SHA256.HashData(receipt.Statement!), at);
        Verify(receipt with { Tsa = [token] }).Is(expected);
    }

    [Fact]
    public async Task Verify_TimeStamp_MustBeOverTheStatement()
    {
        var receipt = await ReceiptAsync(3);
        var hash = SHA256.HashData(receipt.Statement!);
        Verify(receipt with { Tsa = [time.Stamp(hash, LedgerWorld.Start.AddSeconds(7))] }).Is(Verdict.ValidDev);
        Verify(receipt with { Tsa = [time.Stamp(new byte[32], LedgerWorld.Start)] }).FailsIn(11);
        Verify(
                receipt with
                {
                    Tsa =
                    [
                        [1, 2, 3],
                    ],
                }
            )
            .FailsIn(11);
        using var stranger = new TimeStampAuthority();
        Verify(receipt with { Tsa = [stranger.Stamp(hash, LedgerWorld.Start)] }).FailsIn(11);
    }

    [Fact]
    public async Task Verify_TimeStampAskedFor_IsIncompleteWithout()
    {
        var receipt = await ReceiptAsync(3);
        world.Trust = world.Trust with { TimeStamps = world.Trust.TimeStamps with { Required = true } };
        Verify(receipt).Is(Verdict.Incomplete);
        var hash = SHA256.HashData(receipt.Statement!);
        var stamped = receipt with { Tsa = [time.Stamp(hash, LedgerWorld.Start.AddSeconds(7))] };
        Verify(stamped).Is(Verdict.ValidDev);
        world.Trust = world.Trust with { TimeStamps = world.Trust.TimeStamps with { Policies = ["1.2.3"] } };
        Verify(stamped).FailsIn(11);
        world.Trust = world.Trust with
        {
            TimeStamps = world.Trust.TimeStamps with { Policies = [TimeStampAuthority.Policy], Roots = [] },
        };
        Verify(stamped).Is(Verdict.Incomplete);
    }

    [Fact]
    public async Task Verify_WitnessesThatCannotBeChecked_IsIncomplete()
    {
        var receipt = await ReceiptAsync(3);
        var witness = new WitnessCosignature
        {
            Witness = "notary",
            At = LedgerWorld.Start,
            Signature = [1],
        };
        Verify(receipt with { Witness = [witness] }).Is(Verdict.Incomplete);
    }

    private async Task<OfflineReceipt> ReceiptAsync(ulong window, ulong delay = 1)
    {
        var submission = await world.SubmitAsync(0, window);
        world.AnchorThrough(Math.Max(window, 12), delay);
        return world.ReceiptOf(submission);
    }

    private VerificationReport Verify(OfflineReceipt receipt, ReceiptContext? context = null) =>
        new ReceiptVerifier(world.Trust).Verify(receipt.WithDigest().Write(), context);
}
