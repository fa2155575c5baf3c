using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Tender.Sealing;

/// <summary>One key generation: which pool, which key of it, and whose seats (SBID1 9.2).</summary>
public sealed record PoolSession
{
    /// <summary>Most seats of a key set; the ledger takes no more.</summary>
    public const int MaxSeats = 15;

    /// <summary>Name of the suite in contexts and transcripts (C2SP cocktail-dkg).</summary>
    internal static readonly byte[] SuiteName = [.. "COCKTAIL(P-256, SHA-256)"u8];

    /// <summary>The pool, 16 bytes.</summary>
    public required ReadOnlyMemory<byte> PoolId { get; init; }

    /// <summary>Number of the key in the pool, from 0.</summary>
    public required uint Index { get; init; }

    /// <summary>Seats needed to open.</summary>
    public required int K { get; init; }

    /// <summary>Static public keys P_i in seat order.</summary>
    public required IReadOnlyList<CurvePoint> SeatKeys { get; init; }

    /// <summary>SHA-256 of the policy document, 32 bytes.</summary>
    public required ReadOnlyMemory<byte> Ext { get; init; }

    /// <summary>Number of seats.</summary>
    public int N => SeatKeys.Count;

    /// <summary><c>"SBID1" || poolId || u32 index</c>, 25 bytes.</summary>
    public byte[] SessionId() => SessionId(PoolId.Span, Index);

    internal static byte[] SessionId(ReadOnlySpan<byte> poolId, uint index)
    {
        byte[] id = [.. "SBID1"u8, .. poolId, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32BigEndian(id.AsSpan(^4), index);
        return id;
    }

    /// <summary>The 32-byte context that every message of the session is bound to.</summary>
    public byte[] Context() => Context(SessionId(), SeatKeys);

    /// <summary>Context of any session tag; the public vectors use tags of their own.</summary>
    internal static byte[] Context(ReadOnlySpan<byte> sessionId, IReadOnlyList<CurvePoint> seatKeys)
    {
        var text = new List<byte>(Encoding.ASCII.GetBytes("COCKTAIL-DKG-CONTEXT"));
        text.AddRange(BigEndianFramed(sessionId));
        text.AddRange(BigEndianFramed(SuiteName));
        text.AddRange(LittleEndian((uint)seatKeys.Count));
        text.AddRange(seatKeys.SelectMany(p => p.Encode33()));
        return SHA256.HashData(text.ToArray());
    }

    /// <summary>u64 length, then the bytes: SBID1 4, also of COCKTAIL's context and round-1 messages.</summary>
    internal static byte[] BigEndianFramed(ReadOnlySpan<byte> bytes)
    {
        byte[] framed = [0, 0, 0, 0, 0, 0, 0, 0, .. bytes];
        BinaryPrimitives.WriteInt64BigEndian(framed, bytes.Length);
        return framed;
    }

    /// <summary>The framing of COCKTAIL's transcript and key derivation: u64 little-endian length, then the bytes.</summary>
    internal static byte[] Framed(ReadOnlySpan<byte> bytes)
    {
        var framed = new byte[8 + bytes.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(framed, (ulong)bytes.Length);
        bytes.CopyTo(framed.AsSpan(8));
        return framed;
    }

    internal static byte[] LittleEndian(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}
