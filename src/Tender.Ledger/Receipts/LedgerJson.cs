using System.Text.Json;
using Tender.Sealing;

namespace Tender.Ledger.Receipts;

/// <summary>Records of the ledger as canonical JSON: one record has exactly one text, and every other text is refused.</summary>
internal static class LedgerJson
{
    /// <summary>The canonical text of a record. Byte members are lower-case hex unless their property says base64.</summary>
    internal static byte[] Write<T>(T record)
        where T : class => CanonicalJson.Canonicalise(WireJson.Write(record));

    /// <summary>Reads a record from its canonical text.</summary>
    /// <exception cref="LedgerFormatException">Kind Json: too long, another shape, an unknown, missing or doubled member, or not canonical.</exception>
    internal static T Read<T>(ReadOnlySpan<byte> utf8, int maxLength)
        where T : class
    {
        var record = ReadAny<T>(utf8, maxLength);
        var text = Write(record);
        var same = text.AsSpan().CommonPrefixLength(utf8);
        return same == utf8.Length && same == text.Length
            ? record
            : throw new LedgerFormatException(LedgerFormatError.Json, same, "not the canonical text");
    }

    /// <summary>Reads a record from any JSON text of its shape, for answers of services that promise no canonical text.</summary>
    /// <exception cref="LedgerFormatException">Kind Json: as <see cref="Read{T}(ReadOnlySpan{byte}, int)"/>, but for the order and spelling of members.</exception>
    internal static T ReadAny<T>(ReadOnlySpan<byte> utf8, int maxLength)
        where T : class
    {
        try
        {
            return WireJson.Read<T>(utf8, maxLength);
        }
        catch (SealingException wrong)
        {
            throw new LedgerFormatException(LedgerFormatError.Json, wrong.Offset, wrong.Detail);
        }
    }

    /// <summary>Reads a record out of a parsed answer.</summary>
    /// <exception cref="LedgerFormatException">Kind Json.</exception>
    internal static T Read<T>(JsonElement value, int maxLength)
        where T : class => ReadAny<T>(JsonSerializer.SerializeToUtf8Bytes(value), maxLength);
}
