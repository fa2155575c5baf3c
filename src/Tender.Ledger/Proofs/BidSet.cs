using Tender.Sealing;

namespace Tender.Ledger.Proofs;

/// <summary>The bids that open together in a phase, ascending by commitment (SBID1 13).</summary>
public sealed record BidSet
{
    /// <summary>From 1.</summary>
    public required int Phase { get; init; }

    /// <summary>The entries.</summary>
    public required IReadOnlyList<SetEntryFacts> Entries { get; init; }

    /// <summary>A set in its one order.</summary>
    public static BidSet Of(int phase, IEnumerable<SetEntryFacts> entries) =>
        new() { Phase = phase, Entries = [.. entries.OrderBy(e => e.Commitment, Comparer<byte[]>.Create(Compare))] };

    /// <summary>RFC 9162 root over the entries' bytes; of no entries the empty root.</summary>
    public byte[] Root() => RootOf(Entries.Select(ToBytes));

    /// <summary>RFC 9162 root over entries of 128 bytes.</summary>
    public static byte[] RootOf(IEnumerable<byte[]> entries) =>
        Rfc9162.Root([.. entries.Select(e => Rfc9162.LeafHash(e))]);

    /// <summary><c>commitment | headerHash | treeRoot | statementHash</c>: 128 bytes go into the tree, names do not.</summary>
    public static byte[] ToBytes(SetEntryFacts entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return [.. entry.Commitment, .. entry.HeaderHash, .. entry.TreeRoot, .. entry.StatementHash];
    }

    /// <summary>Whether all members have 32 bytes and commitments ascend strictly, so none occurs twice.</summary>
    public bool IsInOrder() =>
        Entries.All(IsWellFormed)
        && Entries.Zip(Entries.Skip(1)).All(p => Compare(p.First.Commitment, p.Second.Commitment) < 0);

    private static bool IsWellFormed(SetEntryFacts entry) =>
        entry is { Commitment.Length: 32, HeaderHash.Length: 32, TreeRoot.Length: 32, StatementHash.Length: 32 };

    private static int Compare(byte[]? a, byte[]? b) => a.AsSpan().SequenceCompareTo(b);
}
