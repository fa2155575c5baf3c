using System.Buffers.Binary;
using System.Security.Cryptography;
using Tender.Sealing;

namespace Tender.Ledger.Windows;

/// <summary>
/// The secret of one UTC day from which the seeds of its windows come (Ledger 5). Encrypted at rest. Lost, the bids of the day stay
/// valid and only its audit fails.
/// </summary>
public sealed class DayKey
{
    /// <summary>Bytes of a key.</summary>
    public const int Size = 32;

    private readonly byte[] key;

    /// <summary>From exactly 32 bytes, which are copied.</summary>
    public DayKey(ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, Size);
        this.key = key.ToArray();
    }

    /// <summary>Draws the key of a day.</summary>
    public static DayKey Draw(IRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return new DayKey(random.Bytes(Size));
    }

    /// <summary>The 32 bytes, for sealing at rest. Callers MUST NOT log them.</summary>
    public byte[] ToBytes() => [.. key];

    /// <summary><c>HMAC-SHA-256(dayKey, "window" | u64 w)</c>.</summary>
    public WindowSeed Seed(ulong window)
    {
        Span<byte> message = stackalloc byte[14];
        "window"u8.CopyTo(message);
        BinaryPrimitives.WriteUInt64BigEndian(message[6..], window);
        return new WindowSeed(HMACSHA256.HashData(key, message));
    }
}
