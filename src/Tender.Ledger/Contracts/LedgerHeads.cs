using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tender.Ledger.Contracts;

/// <summary>The two hash chains as the contracts compute them, so that anybody can recompute them from events alone.</summary>
public static class LedgerHeads
{
    /// <summary>sha256(previous | window u64 | root | padCommit | time u64), 112 bytes packed (Ledger 3.1). Before window 0: zeros.</summary>
    public static byte[] OfWindow(
        ReadOnlySpan<byte> previous,
        ulong window,
        ReadOnlySpan<byte> root,
        ReadOnlySpan<byte> padCommit,
        ulong time
    )
    {
        Span<byte> packed = stackalloc byte[112];
        Hash32(previous).CopyTo(packed);
        BinaryPrimitives.WriteUInt64BigEndian(packed[32..], window);
        Hash32(root).CopyTo(packed[40..]);
        Hash32(padCommit).CopyTo(packed[72..]);
        BinaryPrimitives.WriteUInt64BigEndian(packed[104..], time);
        return SHA256.HashData(packed);
    }

    /// <summary>sha256(previous | ref | kind u8 | seq u32 | time u64 | sha256(payload)) (Ledger 3.2). Before the first fact: zeros.</summary>
    public static byte[] OfFact(
        ReadOnlySpan<byte> previous,
        ReadOnlySpan<byte> tenderRef,
        byte kind,
        uint seq,
        ulong time,
        ReadOnlySpan<byte> payload
    )
    {
        Span<byte> packed = stackalloc byte[109];
        Hash32(previous).CopyTo(packed);
        Hash32(tenderRef).CopyTo(packed[32..]);
        packed[64] = kind;
        BinaryPrimitives.WriteUInt32BigEndian(packed[65..], seq);
        BinaryPrimitives.WriteUInt64BigEndian(packed[69..], time);
        SHA256.HashData(payload, packed[77..]);
        return SHA256.HashData(packed);
    }

    private static ReadOnlySpan<byte> Hash32(ReadOnlySpan<byte> bytes) =>
        bytes.Length == 32 ? bytes : throw new ArgumentException($"{bytes.Length} bytes, 32 wanted", nameof(bytes));
}
