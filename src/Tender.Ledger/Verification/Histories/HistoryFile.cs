using Tender.Ledger.Receipts;

namespace Tender.Ledger.Verification;

/// <summary>
/// The acts on one object (a plan, a tender) as the trading site recorded them, each bound to the one before (security 8). Canonical JSON.
/// The public form leaves out who acted where the law keeps that secret, and always from where; what is left out stays bound by its mark.
/// </summary>
public sealed record HistoryFile
{
    /// <summary>The only format there is.</summary>
    public const string FormatName = "etender-history/1";

    /// <summary>The longest text that is looked at, bytes.</summary>
    public const int MaxLength = 64 * 1024 * 1024;

    /// <summary><see cref="FormatName"/>.</summary>
    public required string Format { get; init; }

    /// <summary>Public number of the object.</summary>
    public required string Object { get; init; }

    /// <summary>The acts, from the first.</summary>
    public required IReadOnlyList<HistoryRow> Rows { get; init; }

    /// <summary>Whether a text says of itself that it is a history. Canonical JSON sorts members, so this stands at its beginning.</summary>
    public static bool IsOne(ReadOnlySpan<byte> utf8) => utf8.StartsWith("{\"format\":\"etender-history/"u8);

    /// <summary>Reads a history.</summary>
    /// <exception cref="LedgerFormatException">Kind Json or Member.</exception>
    public static HistoryFile Parse(ReadOnlySpan<byte> utf8)
    {
        var file = LedgerJson.Read<HistoryFile>(utf8, MaxLength);
        ReceiptForm.Demand(file.Format == FormatName, "format");
        foreach (var row in file.Rows)
            ReceiptForm.Demand(row is not null && row.IsWellFormed(), "rows");
        return file;
    }

    /// <summary>The canonical UTF-8 text.</summary>
    public byte[] Write() => LedgerJson.Write(this);
}
