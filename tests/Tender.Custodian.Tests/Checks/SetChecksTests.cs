using Tender.Custodian.Tests.World;
using Tender.Sealing;
using Tender.Testing;
using Xunit;
using static Tender.Custodian.Tests.Checks.Judging;

namespace Tender.Custodian.Tests.Checks;

/// <summary>What a seat demands of every bid of the set: entry, header, label, statement, receipt.</summary>
public sealed class SetChecksTests
{
    [Fact]
    public async Task Judge_MissingEntry_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        world.Set = world.Set with { Entries = [.. world.Set.Entries.SkipLast(1)] };
        AssertRefused(world, "set-entries");
    }

    [Fact]
    public async Task Judge_EntriesInAnotherOrderOrDoubled_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        var entries = world.Set.Entries;
        world.Set = world.Set with { Entries = [entries[1], entries[0], entries[2]] };
        AssertRefused(world, "set-entries");
        world.Set = world.Set with { Entries = [entries[0], entries[0], entries[2]] };
        AssertRefused(world, "set-entries");
    }

    [Fact]
    public async Task Judge_AddedEntry_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        var added = world.Set.Entries[0] with { Commitment = [.. Enumerable.Repeat((byte)0xff, 32)] };
        world.Bids.Add(world.Bids[0]);
        world.Set = world.Set with { Entries = [.. world.Set.Entries, added] };
        AssertRefused(world, "set-entries");
    }

    [Fact]
    public async Task Judge_CountOfTheLedgerOrTooFewBids_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        AssertRefused(world, "set-entries", Proven(world, t => t with { Sets = [t.Sets[0] with { Count = 4 }] }));
        AssertRefused(world, "set-entries", Proven(world, t => t with { MinBids = 4 }));
    }

    [Fact]
    public async Task Judge_HeaderOfAnotherFile_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        world.Bids[0] = world.Bids[0] with { Header = world.Bids[1].Header };
        AssertRefused(world, "headers");
    }

    [Fact]
    public async Task Judge_HeaderThatCannotBeRead_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        world.Bids[0] = world.Bids[0] with { Header = world.Bids[0].Header[..^1] };
        AssertRefused(world, "headers");
    }

    [Fact]
    public async Task Judge_HeaderForAnotherTenderOrLot_IsRefused()
    {
        foreach (var at in (int[])[16, 48, 96])
        {
            using var world = await CustodyWorld.MakeAsync();
            AssertRefusedAfterReseal(world, "headers", header => header[at] ^= 1);
        }
    }

    [Fact]
    public async Task Judge_BrokenLabel_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        var part = world.Bids[0].Sealed.Header.Parts[1];
        AssertRefusedAfterReseal(world, "labels", header => header[part.LabelOffset + 64] ^= 1);
    }

    [Fact]
    public async Task Judge_StatementOfAnotherAct_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        Redeclare(world, s => s with { DocHash = new byte[32] });
        AssertRefused(world, "statements");
    }

    [Fact]
    public async Task Judge_WithdrawalInTheSet_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        Redeclare(
            world,
            s =>
                s with
                {
                    Action = StatementAction.Withdraw,
                    FileSize = 0,
                    LeafCount = 0,
                    HeaderHash = new byte[32],
                    TreeRoot = new byte[32],
                    Seq = 2,
                    PrevCommitment = world.Random.Bytes(32),
                }
        );
        AssertRefused(world, "statements");
    }

    [Fact]
    public async Task Judge_StatementSignedByAnotherOrganisation_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        Redeclare(world, s => s, world.CertificateOf(world.Bids[1].Statement.Uscc));
        AssertRefused(world, "statements");
    }

    [Fact]
    public async Task Judge_StatementUnderAnUnknownAuthority_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        using var foreign = TestAuthority.B.Issue(world.Bids[0].Statement.Uscc);
        Redeclare(world, s => s, foreign);
        AssertRefused(world, "statements");
    }

    [Fact]
    public async Task Judge_AlteredStatement_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        var cms = (byte[])world.Bids[0].StatementCms.Clone();
        cms[^1] ^= 1;
        world.Bids[0] = world.Bids[0] with { StatementCms = cms };
        world.Bids[0] = world.Bids[0].Acknowledge(world);
        Reseal(world);
        AssertRefused(world, "statements");
    }

    [Fact]
    public async Task Judge_ReceiptOfAStranger_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        using var stranger = TestAuthority.A.Issue();
        world.Bids[0] = world.Bids[0].Acknowledge(world, stranger);
        AssertRefused(world, "statements");
    }

    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, "statements")]
    public async Task Judge_CommitAroundTheDeadline_CountsOnlyBefore(int milliseconds, string? check)
    {
        using var world = await CustodyWorld.MakeAsync();
        var at = world.Deadline.AddMilliseconds(milliseconds);
        world.Bids[0] = world.Bids[0].Acknowledge(world, change: r => r with { TCommit = at });
        Assert.Equal(check, world.Judge()?.Check);
    }

    [Fact]
    public async Task Judge_RefusalInsteadOfAReceipt_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        world.Bids[0] = world
            .Bids[0]
            .Acknowledge(
                world,
                change: r => r with { Verdict = VaultVerdict.Refused, Reason = "ET-3001", Window = null }
            );
        AssertRefused(world, "statements");
    }

    [Fact]
    public async Task Judge_TwoBidsOfOneBidder_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        var again = world.Bids[0].Declare(world, world.Bids[0].Statement with { LeafNonce = world.Random.Bytes(32) });
        world.Bids[1] = again.Acknowledge(world);
        Reseal(world);
        AssertRefused(world, "statements");
    }
}
