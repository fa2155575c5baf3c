using Tender.Custodian.History;
using Tender.Custodian.Release;
using Tender.Custodian.Tests.World;
using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Tender.Ledger.Proofs;
using Tender.Sealing;
using Tender.Testing;
using Xunit;

namespace Tender.Custodian.Tests.Checks;

/// <summary>A seat refuses, and says why, when any check fails; an honest set passes them all.</summary>
public sealed class ReleaseChecksTests
{
    [Fact]
    public async Task Judge_HonestSet_HoldsInEveryCheck()
    {
        using var world = await CustodyWorld.MakeAsync();
        Assert.Null(world.Judge());
    }

    [Fact]
    public async Task Judge_ProofOfAnotherContract_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        world.Trust = world.Trust with
        {
            TenderChain = world.Trust.TenderChain with { Address = [.. Enumerable.Repeat((byte)0xD3, 20)] },
        };
        AssertRefused(world, "ledger-proof");
    }

    [Fact]
    public async Task Judge_ProofOfAnotherCode_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        world.Trust = world.Trust with
        {
            TenderChain = world.Trust.TenderChain with { CodeHash = Keccak256.HashText("another") },
        };
        AssertRefused(world, "ledger-proof");
    }

    [Fact]
    public async Task Judge_ProofOfAnotherTender_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        world.Item = world.Item with { TenderRef = world.Random.Bytes(32) };
        AssertRefused(world, "ledger-proof");
    }

    [Fact]
    public async Task Judge_FactsWithoutTheLastOne_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        var proof = world.Proof();
        var cut = proof with { Facts = [.. proof.Facts.SkipLast(1)] };
        var verifier = new Ledger.Verification.TenderProofVerifier(world.Trust);
        AssertRefused(world, "ledger-proof", world.Case() with { Proof = verifier.Verify(cut) });
    }

    [Fact]
    public async Task Judge_WithoutSealedSet_IsTooEarly()
    {
        using var world = await CustodyWorld.MakeAsync(sealSet: false);
        Assert.True(AssertRefused(world, "tender-state").IsEarly);
    }

    [Theory]
    [InlineData(TenderState.Failed)]
    [InlineData(TenderState.Cancelled)]
    [InlineData(TenderState.Opened)]
    [InlineData(TenderState.Closed)]
    public async Task Judge_AfterTheTenderEnded_IsRefused(TenderState state)
    {
        using var world = await CustodyWorld.MakeAsync();
        var refusal = AssertRefused(world, "tender-state", Proven(world, t => t with { State = state }));
        Assert.False(refusal.IsEarly);
    }

    [Fact]
    public async Task Judge_OwnClockOneTickBeforeTheDeadline_IsTooEarly()
    {
        using var world = await CustodyWorld.MakeAsync();
        var early = world.Case() with { Now = world.Deadline.AddTicks(-1) };
        Assert.True(AssertRefused(world, "deadline", early).IsEarly);
        AssertRefused(world, "objection-time", early with { Now = world.Deadline });
    }

    [Fact]
    public async Task Judge_DeadlineHeld_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        AssertRefused(world, "deadline", Proven(world, t => t with { Held = true }));
    }

    [Fact]
    public async Task Judge_LatestDeadlineOfTheProofCounts_NotTheVaultsWord()
    {
        using var world = await CustodyWorld.MakeAsync();
        var later = (ulong)world.Clock.GetUtcNow().ToUnixTimeSeconds() + 1;
        AssertRefused(world, "deadline", Proven(world, t => t with { Deadline = later }));
    }

    [Fact]
    public async Task Judge_ForeignSetRoot_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        world.Set = world.Set with { SetRoot = world.Random.Bytes(32) };
        AssertRefused(world, "sealed-set");
    }

    [Fact]
    public async Task Judge_SetSealedBeforeTheDeadline_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        var facts = Proven(world, t => t with { Sets = [t.Sets[0] with { At = t.Deadline - 1 }] });
        AssertRefused(world, "sealed-set", facts);
        Assert.Null(world.Judge(Proven(world, t => t with { Sets = [t.Sets[0] with { At = t.Deadline }] })));
    }

    [Fact]
    public async Task Judge_PhaseThatTheLedgerDoesNotHave_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        world.Item = world.Item with { Phase = 2 };
        world.Set = world.Set with { Phase = 2 };
        AssertRefused(world, "sealed-set");
    }

    [Fact]
    public async Task Judge_SecondPhaseBeforeTheFirstIsOpened_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        world.Item = world.Item with { Phase = 2 };
        world.Set = world.Set with { Phase = 2 };
        var facts = Proven(world, t => t with { Sets = [t.Sets[0], t.Sets[0] with { Phase = 2 }] });
        AssertRefused(world, "phase-order", facts);
    }

    [Fact]
    public async Task Judge_FirstPhaseAgainAfterTheSecondWasSealed_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        var facts = Proven(world, t => t with { Sets = [t.Sets[0], t.Sets[0] with { Phase = 2 }] });
        AssertRefused(world, "phase-order", facts);
    }

    [Fact]
    public async Task Judge_CertificateOfAnotherKey_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        world.KeyFacts = world.KeyFacts with { Certificate = world.Pool.KeySets[2].Certificate };
        AssertRefused(world, "key-binding");
    }

    [Fact]
    public async Task Judge_CertificateThatDoesNotHold_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        AssertRefused(world, "key-binding", world.Case() with { KeySet = null });
    }

    [Theory]
    [InlineData("key")]
    [InlineData("k")]
    [InlineData("n")]
    [InlineData("none")]
    public async Task Judge_LedgerBoundAnotherKey_IsRefused(string what)
    {
        using var world = await CustodyWorld.MakeAsync();
        var facts = Proven(
            world,
            t =>
                t with
                {
                    Key = what switch
                    {
                        "key" => t.Key! with { KeyHash = new byte[32] },
                        "k" => t.Key! with { K = 3 },
                        "n" => t.Key! with { N = 4 },
                        _ => null,
                    },
                }
        );
        AssertRefused(world, "key-binding", facts);
    }

    [Fact]
    public async Task Judge_OtherAccountsOfTheSeats_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        world.KeyFacts = world.KeyFacts with { Seats = [.. world.KeyFacts.Seats.Reverse()] };
        AssertRefused(world, "key-binding");
    }

    [Fact]
    public async Task Judge_ForeignAccountAtTheOwnPlaceOnTheLedger_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        var reversed = world.KeyFacts.Seats.Reverse().ToList();
        (reversed[0], reversed[1]) = (reversed[1], reversed[0]);
        world.KeyFacts = world.KeyFacts with { Seats = reversed };
        var hash = System.Security.Cryptography.SHA256.HashData([.. reversed.SelectMany(s => s.Account!)]);
        AssertRefused(world, "key-binding", Proven(world, t => t with { Key = t.Key! with { SeatsHash = hash } }));
    }

    [Fact]
    public async Task Judge_KeySetOfAForeignPool_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        world.Keys = null;
        AssertRefused(world, "key-binding");
        world.Keys = TestPool.Make(world.Random, 2, 3, 2).Seats[CustodyWorld.Seat - 1];
        AssertRefused(world, "key-binding");
    }

    [Fact]
    public async Task Judge_RehearsalKey_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        var rehearsal = world.Pool.KeySets[(int)Rehearsal.KeyIndex];
        var facts = Proven(
            world,
            t => t with { Key = t.Key! with { KeySetId = rehearsal.Id.ToArray(), KeyHash = rehearsal.KeyHash() } }
        );
        var refusal = AssertRefused(world, "key-binding", facts with { KeySet = rehearsal });
        Assert.Contains("rehearsal", refusal.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Judge_KeyUsedForAnotherTender_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        world.History.Decide(Given(world) with { TenderRef = world.Random.Bytes(32) });
        AssertRefused(world, "key-binding");
    }

    [Fact]
    public async Task Judge_WithinTheObjectionTime_IsTooEarly()
    {
        using var world = await CustodyWorld.MakeAsync();
        var sealedAt = world.Deadline.AddSeconds(3);
        var over = sealedAt.AddSeconds(10);
        world.Item = world.Item with { ObjectionUntil = world.Deadline };
        Assert.True(AssertRefused(world, "objection-time", world.Case() with { Now = over.AddTicks(-1) }).IsEarly);
        Assert.Null(world.Judge(world.Case() with { Now = over }));
        world.Item = world.Item with { ObjectionUntil = over.AddSeconds(5) };
        AssertRefused(world, "objection-time", world.Case() with { Now = over.AddSeconds(5).AddTicks(-1) });
        world.LeastObjection = TimeSpan.FromSeconds(30);
        AssertRefused(world, "objection-time", world.Case() with { Now = sealedAt.AddSeconds(30).AddTicks(-1) });
        Assert.Null(world.Judge(world.Case() with { Now = sealedAt.AddSeconds(30) }));
    }

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

    [Fact]
    public async Task Judge_PointAnsweredBeforeInAnotherPhase_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        world.History.Decide(Given(world) with { Phase = 2 });
        AssertRefused(world, "fresh-points");
    }

    [Fact]
    public async Task Judge_InverseOfAPointAnsweredBefore_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        var given = Given(world);
        var inverse = given.Encs.Select(e => CurvePoint.Decode33(e).Negate().Encode33());
        world.History.Decide(given with { Phase = 2, Encs = [.. inverse] });
        AssertRefused(world, "fresh-points");
    }

    [Fact]
    public async Task Judge_SamePointTwiceInTheSet_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        var facts = world.Case();
        // Whoever repeats a point cannot make its second label, so the earlier check would refuse it: this one is asked alone.
        var twice = facts with
        {
            Bids = [facts.Bids[0], facts.Bids[1], facts.Bids[0]],
        };
        var refusal = new Custodian.Checks.FreshPointsCheck(world.History).Check(twice);
        Assert.Equal("fresh-points", refusal?.Check);
        Assert.Null(new Custodian.Checks.FreshPointsCheck(world.History).Check(facts));
    }

    [Fact]
    public async Task Judge_SameSetAgain_HoldsAndAnotherSetIsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        world.History.Decide(Given(world));
        Assert.Null(world.Judge());
        using var other = await CustodyWorld.MakeAsync(seed: 2);
        other.History.Decide(Given(other) with { SetRoot = other.Random.Bytes(32), Encs = [] });
        AssertRefused(other, "one-answer");
    }

    [Fact]
    public async Task Judge_ShareOnTheLedgerThatTheSeatDoesNotKnow_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        world.Fact(9, [1, CustodyWorld.Seat, .. world.Random.Bytes(32)], 1_795_000_040);
        AssertRefused(world, "one-answer");
        world.History.Decide(Given(world));
        Assert.Null(world.Judge());
    }

    [Fact]
    public async Task Judge_NobodyConfirmed_WaitsAndThenHolds()
    {
        using var world = await CustodyWorld.MakeAsync();
        using var folder = new TemporaryFolder("confirm");
        world.Confirmations = new Confirmations(folder["confirmations"]);
        Assert.True(AssertRefused(world, "confirmation").IsEarly);
        world.Confirmations.Add(world.TenderRef, 1, world.Random.Bytes(32));
        AssertRefused(world, "confirmation");
        world.Confirmations.Add(world.TenderRef, 1, world.Set.SetRoot);
        Assert.Null(world.Judge());
    }

    private static Custodian.Checks.Refusal AssertRefused(CustodyWorld world, string check, ReleaseCase? facts = null)
    {
        var refusal = world.Judge(facts);
        Assert.NotNull(refusal);
        Assert.Equal(check, refusal.Check);
        foreach (var bid in world.Bids)
        {
            Assert.DoesNotContain(bid.Statement.Company, refusal.Why, StringComparison.Ordinal);
            Assert.DoesNotContain(bid.Statement.Uscc, refusal.Why, StringComparison.Ordinal);
        }

        return refusal;
    }

    private static void AssertRefusedAfterReseal(CustodyWorld world, string check, Action<byte[]> alter)
    {
        var header = (byte[])world.Bids[0].Header.Clone();
        alter(header);
        var statement = world.Bids[0].Statement with
        {
            HeaderHash = System.Security.Cryptography.SHA256.HashData(header),
        };
        world.Bids[0] = (world.Bids[0] with { Header = header }).Declare(world, statement).Acknowledge(world);
        Reseal(world);
        AssertRefused(world, check);
    }

    private static void Redeclare(
        CustodyWorld world,
        Func<SubmissionStatement, SubmissionStatement> change,
        System.Security.Cryptography.X509Certificates.X509Certificate2? signer = null
    )
    {
        var bid = world.Bids[0];
        world.Bids[0] = bid.Declare(world, change(bid.Statement), signer).Acknowledge(world);
        Reseal(world);
    }

    /// <summary>The operator seals what it changed: its own set, properly on the ledger.</summary>
    private static void Reseal(CustodyWorld world)
    {
        world.Order();
        world.Describe();
        var events = world.Chain.EventsOf(world.TenderRef);
        events.RemoveAt(events.Count - 1);
        world.Fact(7, world.SetPayload(), (ulong)world.Deadline.ToUnixTimeSeconds() + 3);
    }

    private static ReleaseCase Proven(CustodyWorld world, Func<ProvenTender, ProvenTender> change)
    {
        var facts = world.Case();
        return facts with { Proof = facts.Proof with { Tender = change(facts.Proof.Tender!) } };
    }

    private static GivenAnswer Given(CustodyWorld world) =>
        new()
        {
            TenderRef = world.TenderRef,
            Phase = 1,
            SetRoot = world.Set.SetRoot,
            KeySetId = world.KeySet.Id.ToArray(),
            Encs = [.. world.Case().Parts.Select(p => CurvePoint.Decode65(p.Enc.Span).Encode33())],
            Message = new byte[] { 1 },
            Nonce = 0,
            Transaction = new byte[] { 2 },
        };
}
