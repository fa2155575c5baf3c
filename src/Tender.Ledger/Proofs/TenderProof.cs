using Tender.Ledger.Receipts;

namespace Tender.Ledger.Proofs;

/// <summary>
/// All facts of a tender with storage proofs of its head and of its packed slot at a stated block (Ledger 6). Canonical JSON. Reading
/// checks the form; what it proves is <c>TenderProofVerifier</c>'s question.
/// </summary>
public sealed record TenderProof
{
    /// <summary>The only format there is.</summary>
    public const string FormatName = "etender-tender-proof/1";

    /// <summary>The longest text that is looked at, bytes.</summary>
    public const int MaxLength = 4 * 1024 * 1024;

    /// <summary><see cref="FormatName"/>.</summary>
    public required string Format { get; init; }

    /// <summary>The section, 32 bytes.</summary>
    public required byte[] TenderRef { get; init; }

    /// <summary>All facts from seq 0.</summary>
    public required IReadOnlyList<FactRecord> Facts { get; init; }

    /// <summary>That they are all, and these.</summary>
    public required TenderAnchor Chain { get; init; }

    /// <summary>Reads a proof.</summary>
    /// <exception cref="LedgerFormatException">Kind Json or Member.</exception>
    public static TenderProof Parse(ReadOnlySpan<byte> utf8) =>
        TenderProofForm.Checked(LedgerJson.Read<TenderProof>(utf8, MaxLength));

    /// <summary>Reads a proof that was embedded in a larger answer and so lost its canonical spelling.</summary>
    /// <exception cref="LedgerFormatException">Kind Json or Member.</exception>
    public static TenderProof Read(System.Text.Json.JsonElement embedded) =>
        TenderProofForm.Checked(LedgerJson.Read<TenderProof>(embedded, MaxLength));

    /// <summary>The canonical UTF-8 text.</summary>
    public byte[] Write() => LedgerJson.Write(this);
}
