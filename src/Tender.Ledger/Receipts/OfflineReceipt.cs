using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Tender.Ledger.Windows;
using Tender.Sealing;

namespace Tender.Ledger.Receipts;

/// <summary>
/// The receipt that proves a statement in the window log to anybody without a network (Ledger 6). Canonical JSON: one receipt has exactly
/// one text. Reading checks form and lengths; what it proves is <c>ReceiptVerifier</c>'s question.
/// </summary>
public sealed record OfflineReceipt
{
    /// <summary>The only format there is.</summary>
    public const string FormatName = "etender-receipt/1";

    /// <summary>The longest text that is looked at, bytes.</summary>
    public const int MaxLength = 256 * 1024;

    /// <summary><see cref="FormatName"/>.</summary>
    public required string Format { get; init; }

    /// <summary><c>sha256</c>.</summary>
    public required string Alg { get; init; }

    /// <summary>From 1; grows when the proof is taken again. Inclusion and window root never change.</summary>
    public required int Revision { get; init; }

    /// <summary>
    /// SHA-256 of this receipt's canonical text with this member empty. It shows damage on the way, also in what proves nothing
    /// (revision, txHash); against forgery stand the other members.
    /// </summary>
    public required byte[] Digest { get; init; }

    /// <summary>CMS message of the bidder; left out in the public form.</summary>
    [JsonConverter(typeof(Base64Converter))]
    public byte[]? Statement { get; init; }

    /// <summary>CMS message of the vault (SBID1 11.3).</summary>
    [JsonConverter(typeof(Base64Converter))]
    public required byte[] Ack { get; init; }

    /// <summary>RFC 3161 tokens whose imprint is SHA-256 of the statement's CMS message.</summary>
    [JsonConverter(typeof(Base64ListConverter))]
    public required IReadOnlyList<byte[]> Tsa { get; init; }

    /// <summary>Where the commitment lies in its window.</summary>
    public required WindowInclusion Inclusion { get; init; }

    /// <summary>The window as anchored.</summary>
    public required AnchoredWindow Window { get; init; }

    /// <summary>That the head stands on the chain.</summary>
    public required AnchorProof Chain { get; init; }

    /// <summary>Cosignatures over the head; may be empty.</summary>
    public required IReadOnlyList<WitnessCosignature> Witness { get; init; }

    /// <summary>Publications of the head; may be empty.</summary>
    public required IReadOnlyList<HeadPublication> Publication { get; init; }

    /// <summary>Reads a receipt.</summary>
    /// <exception cref="LedgerFormatException">
    /// Kind Json: not the canonical text of a receipt; kind Member: another format, a length, a revision or the digest does not hold.
    /// </exception>
    public static OfflineReceipt Parse(ReadOnlySpan<byte> utf8)
    {
        var receipt = LedgerJson.Read<OfflineReceipt>(utf8, MaxLength);
        ReceiptForm.Check(receipt);
        return receipt.Digest.AsSpan().SequenceEqual(receipt.ComputeDigest())
            ? receipt
            : throw new LedgerFormatException(LedgerFormatError.Member, 0, "the digest is not that of the text");
    }

    /// <summary>The canonical UTF-8 text.</summary>
    public byte[] Write() => LedgerJson.Write(this);

    /// <summary>The same proof without the bidder's statement, for others than the bidder and the parties.</summary>
    public OfflineReceipt ToPublicForm() => (this with { Statement = null }).WithDigest();

    /// <summary>This receipt with the digest that its other members give.</summary>
    public OfflineReceipt WithDigest() => this with { Digest = ComputeDigest() };

    private byte[] ComputeDigest() => SHA256.HashData((this with { Digest = [] }).Write());
}
