using System.Security.Cryptography;
using Tender.Sealing;

namespace Tender.Ledger.Windows;

/// <summary>
/// The tree of one window (Ledger 5): always 4,096 leaves and 12 levels, whatever happened. The real commitments, ascending, lie in the
/// slots that the seed's permutation gives; every other slot holds the seed's dummy. Tree as RFC 9162 2.1.
/// </summary>
public sealed class WindowTree
{
    /// <summary>Leaves of every window.</summary>
    public const int Slots = 4096;

    /// <summary>Hashes of every path.</summary>
    public const int Depth = 12;

    private readonly byte[][] leaves;
    private readonly Dictionary<string, int> places;
    private readonly byte[][][] levels;

    private WindowTree(WindowSeed seed, byte[][] leaves, Dictionary<string, int> places)
    {
        this.leaves = leaves;
        this.places = places;
        PadCommit = seed.PadCommit();
        levels = BuildLevels(leaves);
    }

    /// <summary>Hash of the whole window.</summary>
    public byte[] Root => levels[Depth][0];

    /// <summary>Commitment to the seed.</summary>
    public byte[] PadCommit { get; }

    /// <summary>The 4,096 leaves by slot, each 32 bytes. Secret before the reveal.</summary>
    public IReadOnlyList<byte[]> Leaves => leaves;

    /// <summary>Builds the tree; about 5 ms.</summary>
    /// <param name="seed">Of this window.</param>
    /// <param name="commitments">0 to 4,096 commitments of 32 bytes in any order.</param>
    /// <exception cref="LedgerFormatException">Kind Member: too many, another length, or the same one twice.</exception>
    public static WindowTree Build(WindowSeed seed, IEnumerable<byte[]> commitments)
    {
        ArgumentNullException.ThrowIfNull(seed);
        ArgumentNullException.ThrowIfNull(commitments);
        var real = commitments.ToList();
        if (real.Count > Slots || real.Exists(c => c is not { Length: 32 }))
            throw new LedgerFormatException(LedgerFormatError.Member, 0, "at most 4,096 commitments of 32 bytes");
        real.Sort((a, b) => a.AsSpan().SequenceCompareTo(b));
        var order = SlotPermutation.Of(seed);
        var leaves = new byte[Slots][];
        var places = new Dictionary<string, int>(real.Count);
        foreach (var (commitment, slot) in real.Zip(order))
        {
            leaves[slot] = [.. commitment];
            if (!places.TryAdd(Convert.ToHexString(commitment), slot))
                throw new LedgerFormatException(LedgerFormatError.Member, slot, "a commitment occurs twice");
        }

        for (var slot = 0; slot < Slots; slot++)
            leaves[slot] ??= seed.Dummy(slot);
        return new WindowTree(seed, leaves, places);
    }

    /// <summary>The proof that a real commitment is in this window.</summary>
    /// <exception cref="LedgerFormatException">Kind Member: the commitment is not in this window.</exception>
    public WindowInclusion Prove(ulong window, ReadOnlySpan<byte> commitment) =>
        places.TryGetValue(Convert.ToHexString(commitment), out var slot)
            ? new WindowInclusion
            {
                Window = window,
                Slot = slot,
                Path = [.. Enumerable.Range(0, Depth).Select(level => levels[level][(slot >> level) ^ 1])],
            }
            : throw new LedgerFormatException(LedgerFormatError.Member, 0, "the commitment is not in this window");

    private static byte[][][] BuildLevels(byte[][] leaves)
    {
        var levels = new byte[Depth + 1][][];
        Span<byte> input = stackalloc byte[33];
        levels[0] = new byte[Slots][];
        for (var slot = 0; slot < Slots; slot++)
        {
            leaves[slot].CopyTo(input[1..]);
            levels[0][slot] = SHA256.HashData(input);
        }

        for (var level = 1; level <= Depth; level++)
        {
            var below = levels[level - 1];
            var nodes = levels[level] = new byte[below.Length / 2][];
            for (var i = 0; i < nodes.Length; i++)
                nodes[i] = Rfc9162.NodeHash(below[2 * i], below[2 * i + 1]);
        }

        return levels;
    }
}
