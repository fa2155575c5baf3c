using Tender.Ledger.Contracts;
using Tender.Ledger.Proofs;
using Tender.Ledger.Tests.World;
using Xunit;

namespace Tender.Ledger.Tests.Proofs;

/// <summary>The state table of Ledger 3.2, replayed from facts.</summary>
public sealed class ProvenTenderTests
{
    private const ulong T = 1000;
    private static readonly byte[] Ref = [.. Enumerable.Repeat((byte)7, 32)];
    private static readonly byte[] Hash = new byte[32];

    [Fact]
    public void Of_WholeLife_GivesTheLastState()
    {
        var tender = Replay(
            Registered,
            Extended,
            Held,
            Resumed,
            Notice,
            Key,
            Set(3),
            Share(1),
            Share(2),
            Opened,
            Result
        );
        Assert.Equal(TenderState.Closed, tender.State);
        Assert.Equal(1200ul, tender.Deadline);
        Assert.False(tender.Held);
        Assert.Equal((2, 3), (tender.Key!.K, tender.Key.N));
        Assert.Equal(2, tender.Shares.Count);
        Assert.False(tender.OpeningOf(1)!.ByOrder);
        Assert.Equal(11u, tender.FactCount);
    }

    [Fact]
    public void Of_TooFewBids_IsFailed() =>
        Assert.Equal(TenderState.Failed, Replay(Registered, KeyEarly, SetAt(T, 2), Failed(2)).State);

    [Fact]
    public void Of_SecondPhase_ClearsTheShares()
    {
        var tender = Replay(Registered, KeyEarly, SetAt(T, 3), Share(1), Share(3), Opened, Phase(2), ShareOf(2, 2));
        Assert.Equal(TenderState.Sealed, tender.State);
        Assert.Equal(0b010, tender.PackedSlot()[15]);
        Assert.Equal(2, tender.PackedSlot()[18]);
    }

    [Fact]
    public void Of_OpenedByOrder_NeedsNoShares() =>
        Assert.True(Replay(Registered, KeyEarly, SetAt(T, 3), ByOrder).OpeningOf(1)!.ByOrder);

    [Fact]
    public void PackedSlot_OfAllMembers_LiesAsTheCompilerPacks()
    {
        var slot = Replay(Registered, Held).PackedSlot();
        Assert.Equal(
            Convert.FromHexString(
                "000000000000000000000000"
                    + "01"
                    + "03"
                    + "0000"
                    + "00"
                    + "00"
                    + "00"
                    + "01"
                    + "00000002"
                    + "00000000000003e8"
            ),
            slot
        );
    }

    public static TheoryData<string> Impossible =>
        [
            "no registration",
            "registered twice",
            "deadline in the past",
            "extended on hold",
            "extended too late",
            "extended to an earlier time",
            "resumed without hold",
            "key twice",
            "key after the deadline",
            "k of one",
            "k of all",
            "set before the deadline",
            "set on hold",
            "set without key",
            "share before the set",
            "share twice",
            "share of no seat",
            "share of another phase",
            "opened with too few",
            "phase left out",
            "result before the opening",
            "cancelled after the opening",
            "anything after the end",
            "gap in seq",
            "time goes back",
        ];

    [Theory]
    [MemberData(nameof(Impossible))]
    public void Of_WhatTheContractRefuses_IsRefused(string name)
    {
        (byte, byte[], ulong)[] facts = name switch
        {
            "no registration" => [KeyEarly],
            "registered twice" => [Registered, Registered],
            "deadline in the past" => [(1, [.. Hash, .. FactBytes.U64(5), 3], 5)],
            "extended on hold" => [Registered, Held, Extended],
            "extended too late" => [Registered, (2, Extended.Item2, T)],
            "extended to an earlier time" => [Registered, (2, [.. FactBytes.U64(T - 1), .. Hash], 20)],
            "resumed without hold" => [Registered, Resumed],
            "key twice" => [Registered, KeyEarly, KeyEarly],
            "key after the deadline" => [Registered, (6, KeyEarly.Item2, T)],
            "k of one" => [Registered, (6, [.. Hash, .. Hash, .. Hash, 1, 3], 20)],
            "k of all" => [Registered, (6, [.. Hash, .. Hash, .. Hash, 3, 3], 20)],
            "set before the deadline" => [Registered, KeyEarly, SetAt(T - 1, 3)],
            "set on hold" => [Registered, KeyEarly, Held, SetAt(T, 3)],
            "set without key" => [Registered, SetAt(T, 3)],
            "share before the set" => [Registered, KeyEarly, Share(1)],
            "share twice" => [Registered, KeyEarly, SetAt(T, 3), Share(1), Share(1)],
            "share of no seat" => [Registered, KeyEarly, SetAt(T, 3), Share(4)],
            "share of another phase" => [Registered, KeyEarly, SetAt(T, 3), ShareOf(2, 1)],
            "opened with too few" => [Registered, KeyEarly, SetAt(T, 3), Share(1), Opened],
            "phase left out" => [Registered, KeyEarly, SetAt(T, 3), Share(1), Share(2), Opened, Phase(3)],
            "result before the opening" => [Registered, KeyEarly, SetAt(T, 3), Result],
            "cancelled after the opening" => [Registered, KeyEarly, SetAt(T, 3), ByOrder, (12, Hash, 2000)],
            "anything after the end" => [Registered, (12, Hash, 20), (5, Hash, 30)],
            "gap in seq" => [Registered, KeyEarly],
            "time goes back" => [Registered, (5, Hash, 9)],
            _ => throw new ArgumentException(name),
        };
        var records = Records(facts);
        if (name == "gap in seq")
            records[1] = records[1] with { Seq = 2 };
        Assert.Throws<LedgerFormatException>(() => ProvenTender.Of(Ref, records));
    }

    [Fact]
    public void Of_NoFacts_IsRefused() => Assert.Throws<LedgerFormatException>(() => ProvenTender.Of(Ref, []));

    private static (byte, byte[], ulong) Registered => (1, [.. Hash, .. FactBytes.U64(T), 3], 10);

    private static (byte, byte[], ulong) Extended => (2, [.. FactBytes.U64(1100), .. Hash], 20);

    private static (byte, byte[], ulong) Held => (3, Hash, 30);

    private static (byte, byte[], ulong) Resumed => (4, [.. FactBytes.U64(1200), .. Hash], 40);

    private static (byte, byte[], ulong) Notice => (5, Hash, 50);

    private static (byte, byte[], ulong) Key => (6, KeyEarly.Item2, 60);

    private static (byte, byte[], ulong) KeyEarly => (6, [.. Hash, .. Hash, .. Hash, 2, 3], 20);

    private static (byte, byte[], ulong) Opened => (10, [1, .. Hash], 1400);

    private static (byte, byte[], ulong) ByOrder => (15, [1, .. Hash, .. Hash], 1400);

    private static (byte, byte[], ulong) Result => (14, Hash, 1500);

    private static (byte, byte[], ulong) Set(uint count) => SetAt(1200, count);

    private static (byte, byte[], ulong) SetAt(ulong at, uint count) =>
        (7, [1, .. Hash, .. FactBytes.U32(count), .. FactBytes.U64(9)], at);

    private static (byte, byte[], ulong) Failed(uint count) => (11, FactBytes.U32(count), T);

    private static (byte, byte[], ulong) Phase(byte phase) => (8, [phase, .. Hash, .. FactBytes.U32(3), .. Hash], 1500);

    private static (byte, byte[], ulong) Share(byte seat) => (9, [1, seat, .. Hash], 1300);

    private static (byte, byte[], ulong) ShareOf(byte phase, byte seat) => (9, [phase, seat, .. Hash], 1600);

    private static ProvenTender Replay(params (byte, byte[], ulong)[] facts) => ProvenTender.Of(Ref, Records(facts));

    private static List<FactRecord> Records((byte Kind, byte[] Payload, ulong At)[] facts) =>
        [
            .. facts.Select(
                (f, i) =>
                    new FactRecord
                    {
                        Kind = f.Kind,
                        Seq = (uint)i,
                        Payload = f.Payload,
                        At = f.At,
                    }
            ),
        ];
}
