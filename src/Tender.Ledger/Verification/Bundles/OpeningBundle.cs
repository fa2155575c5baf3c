using Tender.Ledger.Proofs;
using Tender.Ledger.Receipts;

namespace Tender.Ledger.Verification;

/// <summary>
/// Everything that proves an opening, in one zip (Ledger 6, SBID1 15). Reading checks the container and the form of every entry; what it
/// proves is <see cref="BundleVerifier"/>'s question.
/// </summary>
public sealed record OpeningBundle
{
    /// <summary>What it is about.</summary>
    public required BundleTender Tender { get; init; }

    /// <summary>The key set.</summary>
    public required BundleKeySet KeySet { get; init; }

    /// <summary>The tender's facts with their proof.</summary>
    public required TenderProof Proof { get; init; }

    /// <summary>Sealed sets, ascending by phase.</summary>
    public required IReadOnlyList<BidSet> Sets { get; init; }

    /// <summary>Receipts of members, replaced and withdrawn statements, ascending by name.</summary>
    public required IReadOnlyList<OfflineReceipt> Receipts { get; init; }

    /// <summary>
    /// Sealed later statements of replaced and withdrawn bids, ascending by hash: only the holder of the earlier statement can read one.
    /// Empty in the party form, which holds the statements themselves.
    /// </summary>
    public required IReadOnlyList<byte[]> Later { get; init; }

    /// <summary>Headers of sealed files by the hash of the header, lower-case hex.</summary>
    public required IReadOnlyDictionary<string, byte[]> Headers { get; init; }

    /// <summary>Opened summaries.</summary>
    public required IReadOnlyList<OpenedPart> Parts { get; init; }

    /// <summary>Partial openings; empty in the public form.</summary>
    public required IReadOnlyList<PartialOpeningFile> Partials { get; init; }

    /// <summary>Records by phase.</summary>
    public required IReadOnlyList<OpeningRecordFile> Records { get; init; }

    /// <summary>Reads a bundle from where the stream stands to its end.</summary>
    /// <exception cref="LedgerFormatException">
    /// Kind Bundle: not the one zip form, too large, a name that is not known, an entry that is not the manifest's; kinds Json and Member:
    /// an entry of another shape.
    /// </exception>
    public static async Task<OpeningBundle> ReadAsync(Stream zip, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(zip);
        return new BundleReader(await new StoredZipReader(zip).ReadAsync(cancel).ConfigureAwait(false)).Read();
    }
}
