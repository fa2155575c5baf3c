using Tender.Ledger.Receipts;

namespace Tender.Ledger.Verification;

/// <summary>What a proof says about the chain, whichever contract it is about.</summary>
internal sealed record ChainClaim
{
    internal required ulong ChainId { get; init; }

    internal required byte[] GenesisHash { get; init; }

    internal required TrustedContract Trusted { get; init; }

    internal required byte[] Address { get; init; }

    internal required byte[] CodeHash { get; init; }

    internal required BlockProof Block { get; init; }

    internal required SealType Seal { get; init; }

    internal required IReadOnlyList<byte[]> AccountProof { get; init; }
}
