using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Tender.Ledger.Verification;

/// <summary>Hashes of a history, all SHA-256 over big-endian numbers and texts with their length before them.</summary>
public static class HistoryHash
{
    /// <summary>What stands before the first act.</summary>
    public static byte[] Start => new byte[32];

    /// <summary>
    /// Hash of an act: <c>SHA-256(previous || u64 seq || i64 microseconds || text(act) || text(object) || whoMark || originMark ||
    /// detailHash)</c>.
    /// </summary>
    /// <param name="previous">Hash of the act before, or <see cref="Start"/>.</param>
    /// <param name="subject">Public number of the object.</param>
    /// <param name="row">The act; its own <see cref="HistoryRow.Hash"/> is not read.</param>
    public static byte[] Of(ReadOnlySpan<byte> previous, string subject, HistoryRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var numbers = new byte[16];
        BinaryPrimitives.WriteInt64BigEndian(numbers, row.Seq);
        BinaryPrimitives.WriteInt64BigEndian(numbers.AsSpan(8), row.At);
        return Join(previous, numbers, Text(row.Act), Text(subject), row.WhoMark, row.OriginMark, row.DetailHash);
    }

    internal static byte[] Text(string text)
    {
        var bytes = new byte[4 + Encoding.UTF8.GetByteCount(text)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, bytes.Length - 4);
        Encoding.UTF8.GetBytes(text, bytes.AsSpan(4));
        return bytes;
    }

    internal static byte[] Join(ReadOnlySpan<byte> first, params ReadOnlySpan<byte[]> rest)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(first);
        foreach (var piece in rest)
            hash.AppendData(piece);
        return hash.GetHashAndReset();
    }
}
