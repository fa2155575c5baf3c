using Tender.Ledger.Proofs;
using Tender.Ledger.Receipts;

namespace Tender.Ledger.Verification;

/// <summary>
/// Writes a bundle forwards only, one entry after the other; nothing is kept but names and hashes. In the public form statements are left
/// out of receipts, and partial openings are refused. The same calls give the same bytes.
/// </summary>
public sealed class OpeningBundleWriter(Stream output, BundleTender tender)
{
    /// <summary>The key set.</summary>
    public Task AddAsync(BundleKeySet keySet, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>The tender's facts.</summary>
    public Task AddAsync(TenderProof proof, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>A sealed set.</summary>
    public Task AddAsync(BidSet set, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>A receipt of a member or of a replaced or withdrawn statement.</summary>
    public Task AddAsync(OfflineReceipt receipt, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>A header of a member's sealed file.</summary>
    public Task AddHeaderAsync(byte[] header, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>An opened summary.</summary>
    public Task AddAsync(OpenedPart part, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>A partial opening.</summary>
    public Task AddAsync(PartialOpeningFile partial, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>A record.</summary>
    public Task AddAsync(OpeningRecordFile record, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>Writes the manifest and ends the file. Without this call the file cannot be read.</summary>
    public Task CompleteAsync(CancellationToken cancel) => throw new NotImplementedException($"{output} {tender}");
}
