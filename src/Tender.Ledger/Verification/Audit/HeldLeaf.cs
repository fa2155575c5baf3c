using Tender.Ledger.Receipts;
using Tender.Sealing;

namespace Tender.Ledger.Verification;

/// <summary>A leaf that a bidder's receipt proves to stand in an anchored window.</summary>
/// <param name="Slot">Where.</param>
/// <param name="Commitment">The leaf.</param>
internal sealed record HeldLeaf(int Slot, byte[] Commitment)
{
    /// <summary>Those of the receipts whose path leads to the window's root; others prove nothing about it.</summary>
    internal static IReadOnlyList<HeldLeaf> In(ulong window, byte[] root, IReadOnlyList<OfflineReceipt> receipts) =>
        [
            .. receipts
                .Where(r => r.Inclusion.Window == window)
                .Select(r => (r.Inclusion, Commitment: CommitmentOf(r)))
                .Where(r => r.Commitment is not null && r.Inclusion.Holds(r.Commitment, root))
                .Select(r => new HeldLeaf(r.Inclusion.Slot, r.Commitment!)),
        ];

    private static byte[]? CommitmentOf(OfflineReceipt receipt)
    {
        try
        {
            return VaultReceipt.Parse(CmsVerifier.Open(receipt.Ack).Content).Commitment;
        }
        catch (SealingException)
        {
            // An acknowledgement that cannot be read proves no leaf.
            return null;
        }
    }
}
