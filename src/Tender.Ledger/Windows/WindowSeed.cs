using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Tender.Ledger.Windows;

/// <summary>
/// The secret of one window: it places the real leaves and makes the dummies (Ledger 5). Published after the reveal, when every slot
/// must be explained by it or by a commitment.
/// </summary>
public sealed class WindowSeed
{
    /// <summary>Bytes of a seed.</summary>
    public const int Size = 32;

    private static readonly byte[] PadDomain = Encoding.ASCII.GetBytes("etender/pad/v1\0");
    private readonly byte[] seed;

    /// <summary>From exactly 32 bytes, which are copied.</summary>
    public WindowSeed(ReadOnlySpan<byte> seed)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(seed.Length, Size);
        this.seed = seed.ToArray();
    }

    /// <summary>The 32 bytes. Callers MUST NOT tell them before the reveal.</summary>
    public byte[] ToBytes() => [.. seed];

    /// <summary><c>sha256("etender/pad/v1" 00 | seed)</c>: anchored with the root, so that the seed cannot be chosen later.</summary>
    public byte[] PadCommit() => SHA256.HashData([.. PadDomain, .. seed]);

    /// <summary>The dummy leaf of a slot: <c>HMAC-SHA-256(seed, "dummy" | u16 slot)</c>.</summary>
    public byte[] Dummy(int slot)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(slot);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(slot, WindowTree.Slots);
        Span<byte> message = stackalloc byte[7];
        "dummy"u8.CopyTo(message);
        BinaryPrimitives.WriteUInt16BigEndian(message[5..], (ushort)slot);
        return HMACSHA256.HashData(seed, message);
    }

    /// <summary>Block <paramref name="counter"/> of the stream that draws the permutation: <c>HMAC-SHA-256(seed, "perm" | u32 counter)</c>.</summary>
    internal void StreamBlock(uint counter, Span<byte> block)
    {
        Span<byte> message = stackalloc byte[8];
        "perm"u8.CopyTo(message);
        BinaryPrimitives.WriteUInt32BigEndian(message[4..], counter);
        HMACSHA256.HashData(seed, message, block);
    }
}
