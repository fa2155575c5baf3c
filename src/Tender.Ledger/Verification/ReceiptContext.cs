using Tender.Ledger.Proofs;

namespace Tender.Ledger.Verification;

/// <summary>What may be given beside a receipt. What is not given is not claimed.</summary>
public sealed record ReceiptContext
{
    /// <summary>Nothing.</summary>
    public static ReceiptContext Empty { get; } = new();

    /// <summary>Root and header hash of the sealed file, as its owner computed them (check 3).</summary>
    public FileFacts? File { get; init; }

    /// <summary>The tender's proof (check 12). Without it the deadline is the one in the acknowledgement.</summary>
    public TenderProof? Tender { get; init; }

    /// <summary>The opening bundle, to look for the receipt in the sealed set (check 13).</summary>
    public OpeningBundle? Bundle { get; init; }

    /// <summary>The tender as it was proven before, so that a bundle proves it once.</summary>
    internal ProvenTender? Proven { get; init; }

    internal TenderProof? ProofOrBundle => Tender ?? Bundle?.Proof;
}

/// <summary>What identifies a sealed file.</summary>
/// <param name="TreeRoot">Root of its tree (SBID1 8).</param>
/// <param name="HeaderHash">SHA-256 of its header.</param>
/// <param name="Length">Bytes.</param>
public sealed record FileFacts(byte[] TreeRoot, byte[] HeaderHash, long Length);
