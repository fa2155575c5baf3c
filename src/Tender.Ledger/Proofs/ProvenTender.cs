using System.Buffers.Binary;
using Tender.Ledger.Contracts;

namespace Tender.Ledger.Proofs;

/// <summary>
/// What the facts of a tender amount to, recomputed in order (Ledger 3.2). From a verified proof this is what the chain says; from an
/// unverified list it is only what somebody says.
/// </summary>
public sealed record ProvenTender
{
    /// <summary>The section.</summary>
    public required byte[] TenderRef { get; init; }

    /// <summary>State now.</summary>
    public required TenderState State { get; init; }

    /// <summary>Hash of the document set at registration.</summary>
    public required byte[] DocHash { get; init; }

    /// <summary>The deadline now, seconds since 1970 UTC.</summary>
    public required ulong Deadline { get; init; }

    /// <summary>Whether the time stands still.</summary>
    public required bool Held { get; init; }

    /// <summary>With fewer bids the tender fails.</summary>
    public required int MinBids { get; init; }

    /// <summary>The key binding, once published.</summary>
    public KeyBinding? Key { get; init; }

    /// <summary>Sealed sets by phase, in order.</summary>
    public required IReadOnlyList<SealedSetFact> Sets { get; init; }

    /// <summary>Hashes of partial openings, in order.</summary>
    public required IReadOnlyList<ShareFact> Shares { get; init; }

    /// <summary>Recorded openings by phase, in order.</summary>
    public required IReadOnlyList<OpeningFact> Openings { get; init; }

    /// <summary>Number of facts.</summary>
    public required uint FactCount { get; init; }

    /// <summary>Hash chain over all facts.</summary>
    public required byte[] Head { get; init; }

    /// <summary>The sealed set of a phase, or null.</summary>
    public SealedSetFact? SetOf(int phase) => Sets.FirstOrDefault(s => s.Phase == phase);

    /// <summary>The recorded opening of a phase, or null.</summary>
    public OpeningFact? OpeningOf(int phase) => Openings.FirstOrDefault(o => o.Phase == phase);

    /// <summary>
    /// The slot in which the contract packs what it decides upon: from the low end deadline u64, seq u32, state u8, phase u8, k u8, n u8,
    /// shares u16, minBids u8, held (Ledger 3.2).
    /// </summary>
    public byte[] PackedSlot()
    {
        var phase = Sets.Count == 0 ? 0 : Sets[^1].Phase;
        var mask = Shares.Where(s => s.Phase == phase).Aggregate(0, (m, s) => m | 1 << (s.Seat - 1));
        var slot = new byte[32];
        slot[12] = Held ? (byte)1 : (byte)0;
        slot[13] = (byte)MinBids;
        BinaryPrimitives.WriteUInt16BigEndian(slot.AsSpan(14), (ushort)mask);
        slot[16] = (byte)(Key?.N ?? 0);
        slot[17] = (byte)(Key?.K ?? 0);
        slot[18] = (byte)phase;
        slot[19] = (byte)State;
        BinaryPrimitives.WriteUInt32BigEndian(slot.AsSpan(20), FactCount);
        BinaryPrimitives.WriteUInt64BigEndian(slot.AsSpan(24), Deadline);
        return slot;
    }

    /// <summary>Recomputes a life from all its facts.</summary>
    /// <exception cref="LedgerFormatException">
    /// Kind Member: a gap in seq, a payload of another width, or an order of facts that the contract would refuse.
    /// </exception>
    public static ProvenTender Of(byte[] tenderRef, IReadOnlyList<FactRecord> facts) =>
        new ProvenTenderReader(tenderRef).Read(facts);
}

/// <summary>The key that bids are sealed to (kind 6).</summary>
/// <param name="KeySetId">SHA-256 of the key set's certificate.</param>
/// <param name="KeyHash">SHA-256 of pt65(Y).</param>
/// <param name="SeatsHash">SHA-256 of the seats' addresses, 20 bytes each, in seat order.</param>
/// <param name="K">Seats needed.</param>
/// <param name="N">Seats.</param>
/// <param name="At">Block time, seconds.</param>
public sealed record KeyBinding(byte[] KeySetId, byte[] KeyHash, byte[] SeatsHash, int K, int N, ulong At);

/// <summary>A sealed set (kinds 7 and 8).</summary>
/// <param name="Phase">From 1.</param>
/// <param name="SetRoot">RFC 9162 root over the entries.</param>
/// <param name="Count">Distinct bidders.</param>
/// <param name="LastWindow">Last window before the deadline; only phase 1 has one.</param>
/// <param name="At">Block time, seconds.</param>
public sealed record SealedSetFact(int Phase, byte[] SetRoot, uint Count, ulong? LastWindow, ulong At);

/// <summary>A seat's commitment to its partial opening (kind 9).</summary>
/// <param name="Phase">Phase of the set.</param>
/// <param name="Seat">From 1.</param>
/// <param name="Hash">SHA-256 of the CMS message.</param>
/// <param name="At">Block time, seconds.</param>
public sealed record ShareFact(int Phase, int Seat, byte[] Hash, ulong At);

/// <summary>A recorded opening (kinds 10 and 15).</summary>
/// <param name="Phase">Phase.</param>
/// <param name="RecordHash">SHA-256(salt | canonical record).</param>
/// <param name="ByOrder">Whether fewer than k custodians took part, by the supervisor's order.</param>
/// <param name="At">Block time, seconds.</param>
public sealed record OpeningFact(int Phase, byte[] RecordHash, bool ByOrder, ulong At);
