using System.Buffers.Binary;
using System.Numerics;
using Tender.Ledger.Evm;

namespace Tender.Ledger.Proofs;

/// <summary>Where the contracts keep what is proven (Ledger 7, check 6). Slot numbers come from the trust file.</summary>
public static class StorageKeys
{
    /// <summary><c>keccak256(pad32(window) | pad32(slot of heads))</c>: the head of a window.</summary>
    public static byte[] OfHead(ulong window, int headsSlot)
    {
        Span<byte> input = stackalloc byte[64];
        input.Clear();
        BinaryPrimitives.WriteUInt64BigEndian(input[24..], window);
        BinaryPrimitives.WriteInt32BigEndian(input[60..], headsSlot);
        return Keccak256.Hash(input);
    }

    /// <summary><c>keccak256(ref | pad32(slot of lives))</c>: the head of a tender, first member of its struct.</summary>
    public static byte[] OfTenderHead(ReadOnlySpan<byte> tenderRef, int livesSlot)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(tenderRef.Length, 32);
        Span<byte> input = stackalloc byte[64];
        input.Clear();
        tenderRef.CopyTo(input);
        BinaryPrimitives.WriteInt32BigEndian(input[60..], livesSlot);
        return Keccak256.Hash(input);
    }

    /// <summary>The packed slot of a tender, third member of its struct.</summary>
    public static byte[] OfTenderSlot(ReadOnlySpan<byte> tenderRef, int livesSlot)
    {
        var start = new BigInteger(OfTenderHead(tenderRef, livesSlot), isUnsigned: true, isBigEndian: true);
        var key = (start + 2) % BigInteger.Pow(2, 256);
        var bytes = key.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - bytes.Length], .. bytes];
    }
}
