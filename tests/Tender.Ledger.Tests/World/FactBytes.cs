using System.Buffers.Binary;

namespace Tender.Ledger.Tests.World;

/// <summary>Numbers as the payloads of facts hold them: big-endian.</summary>
internal static class FactBytes
{
    public static byte[] U64(ulong value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return bytes;
    }

    public static byte[] U32(uint value) => U64(value)[4..];
}
