using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tender.Ledger.Windows;

/// <summary>The hash chains of the two contracts, recomputed (Ledger 3.1 and 3.2). Times are seconds of blocks.</summary>
public static class HeadChain
{
    /// <summary>The head before the first link: 32 zeros.</summary>
    public static byte[] Start => new byte[32];

    /// <summary><c>head(n) = sha256(head(n-1) | n u64 | root | padCommit | block time u64)</c>, 112 bytes.</summary>
    public static byte[] NextWindow(
        ReadOnlySpan<byte> previous,
        ulong window,
        ReadOnlySpan<byte> root,
        ReadOnlySpan<byte> padCommit,
        ulong anchoredAt
    )
    {
        Span<byte> input = stackalloc byte[112];
        Put(previous, input);
        BinaryPrimitives.WriteUInt64BigEndian(input[32..], window);
        Put(root, input[40..]);
        Put(padCommit, input[72..]);
        BinaryPrimitives.WriteUInt64BigEndian(input[104..], anchoredAt);
        return SHA256.HashData(input);
    }

    /// <summary><c>tenderHead' = sha256(tenderHead | ref | kind u8 | seq u32 | block time u64 | sha256(payload))</c>, 109 bytes.</summary>
    public static byte[] NextFact(
        ReadOnlySpan<byte> previous,
        ReadOnlySpan<byte> tenderRef,
        byte kind,
        uint seq,
        ulong at,
        ReadOnlySpan<byte> payload
    )
    {
        Span<byte> input = stackalloc byte[109];
        Put(previous, input);
        Put(tenderRef, input[32..]);
        input[64] = kind;
        BinaryPrimitives.WriteUInt32BigEndian(input[65..], seq);
        BinaryPrimitives.WriteUInt64BigEndian(input[69..], at);
        SHA256.HashData(payload, input[77..]);
        return SHA256.HashData(input);
    }

    private static void Put(ReadOnlySpan<byte> hash, Span<byte> target)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(hash.Length, 32);
        hash.CopyTo(target);
    }
}
