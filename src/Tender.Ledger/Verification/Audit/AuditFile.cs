using Tender.Ledger.Receipts;

namespace Tender.Ledger.Verification;

/// <summary>Revealed windows with what ties them to the chain and to the sealed sets (Ledger 9). Canonical JSON.</summary>
public sealed record AuditFile
{
    /// <summary>The only format there is.</summary>
    public const string FormatName = "etender-audit/1";

    /// <summary>The longest text that is looked at, bytes.</summary>
    public const int MaxLength = 512 * 1024 * 1024;

    /// <summary><see cref="FormatName"/>.</summary>
    public required string Format { get; init; }

    /// <summary>Number of the first window; the others follow without a gap.</summary>
    public required ulong First { get; init; }

    /// <summary>Head before the first window; zeros for window 0.</summary>
    public required byte[] PrevHead { get; init; }

    /// <summary>The windows.</summary>
    public required IReadOnlyList<RevealedWindow> Windows { get; init; }

    /// <summary>That the head of the last window stands on the chain.</summary>
    public required AnchorProof Chain { get; init; }

    /// <summary>The tenders that the windows' leaves belong to.</summary>
    public required IReadOnlyList<AuditedTender> Tenders { get; init; }

    /// <summary>Reads an audit.</summary>
    /// <exception cref="LedgerFormatException">Kind Json or Member.</exception>
    public static AuditFile Parse(ReadOnlySpan<byte> utf8) =>
        AuditForm.Checked(LedgerJson.Read<AuditFile>(utf8, MaxLength));

    /// <summary>The canonical UTF-8 text.</summary>
    public byte[] Write() => LedgerJson.Write(this);
}
