namespace Tender.Ledger.Verification;

/// <summary>
/// Verifies an opening bundle with nothing but a trust file: every receipt, the set, the key set, every proof of a partial opening, the
/// combination, the summaries and the record (Ledger 7, SBID1 15). Never throws on bad input.
/// </summary>
public sealed class BundleVerifier(TrustFile trust)
{
    /// <summary>Verifies a bundle as it lies in a file.</summary>
    /// <param name="zip">The bundle; read to its end.</param>
    /// <param name="files">Root, header hash and length of sealed files that lie beside it; each must belong to a statement.</param>
    /// <param name="progress">Receipts and bids checked so far.</param>
    /// <param name="cancel">Stops between two checks.</param>
    public Task<VerificationReport> VerifyAsync(
        Stream zip,
        IReadOnlyList<FileFacts>? files = null,
        IProgress<int>? progress = null,
        CancellationToken cancel = default
    ) => throw new NotImplementedException($"{trust}");

    /// <summary>Verifies a bundle that was read already.</summary>
    public VerificationReport Verify(OpeningBundle bundle, IReadOnlyList<FileFacts>? files = null) =>
        throw new NotImplementedException($"{trust}");
}
