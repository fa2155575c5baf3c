using System.Buffers.Binary;
using System.Text;

namespace Tender.Ledger.Verification;

/// <summary>
/// The one zip form of bundles: entries stored without compression, one after the other, no gap, no comment, no extra field, one fixed
/// date. Any zip program opens it, every byte of it is determined by names and contents, and nothing in it can swell when read.
/// </summary>
internal static class StoredZip
{
    internal const int MaxEntries = 60_000;
    internal const int MaxEntryLength = 64 * 1024 * 1024;
    internal const int MaxLength = 1024 * 1024 * 1024;
    internal const int MaxNameLength = 120;
    internal const uint LocalMark = 0x04034b50;
    internal const int LocalLength = 30;
    private const uint CentralMark = 0x02014b50;
    private const uint EndMark = 0x06054b50;
    private const ushort Version = 20;
    private const ushort FirstOfJanuary1980 = 0x0021;

    /// <summary>Lower-case letters, digits, dash, dot and slash; no empty or dotted step.</summary>
    internal static bool IsName(string name) =>
        name.Length is > 0 and <= MaxNameLength
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.' or '/')
        && name.Split('/').All(step => step.Length > 0 && step[0] != '.');

    internal static byte[] Local(string name, uint crc, int length)
    {
        var header = new byte[LocalLength + name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(header, LocalMark);
        WriteCommon(header.AsSpan(4), name, crc, length);
        Encoding.ASCII.GetBytes(name, header.AsSpan(LocalLength));
        return header;
    }

    internal static byte[] Central(string name, uint crc, int length, uint offset)
    {
        var header = new byte[46 + name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(header, CentralMark);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), Version);
        WriteCommon(header.AsSpan(6), name, crc, length);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(42), offset);
        Encoding.ASCII.GetBytes(name, header.AsSpan(46));
        return header;
    }

    internal static byte[] End(int entries, long directoryLength, long directoryOffset)
    {
        var end = new byte[22];
        BinaryPrimitives.WriteUInt32LittleEndian(end, EndMark);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), (ushort)entries);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), (ushort)entries);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(12), (uint)directoryLength);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(16), (uint)directoryOffset);
        return end;
    }

    internal static LedgerFormatException Refuse(long offset, string detail) =>
        new(LedgerFormatError.Bundle, offset, detail);

    // Version, flags, method, time, date, crc, two sizes, length of the name: 24 bytes that both headers share.
    private static void WriteCommon(Span<byte> target, string name, uint crc, int length)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(target, Version);
        BinaryPrimitives.WriteUInt16LittleEndian(target[8..], FirstOfJanuary1980);
        BinaryPrimitives.WriteUInt32LittleEndian(target[10..], crc);
        BinaryPrimitives.WriteUInt32LittleEndian(target[14..], (uint)length);
        BinaryPrimitives.WriteUInt32LittleEndian(target[18..], (uint)length);
        BinaryPrimitives.WriteUInt16LittleEndian(target[22..], (ushort)name.Length);
    }
}
