using Tender.Ledger.Evm;
using Tender.Ledger.Proofs;
using Tender.Ledger.Receipts;
using Tender.Sealing;

namespace Tender.Ledger.Verification;

/// <summary>A bundle under verification, with what was proven of it so far.</summary>
internal sealed class BundleCase(OpeningBundle bundle, ProvenTender tender, CheckSheet sheet)
{
    internal OpeningBundle Bundle => bundle;

    /// <summary>What the chain says, proven.</summary>
    internal ProvenTender Tender => tender;

    internal CheckSheet Sheet => sheet;

    internal bool IsPublic => bundle.Tender.Form == BundleForm.Public;

    /// <summary>Receipts whose signatures hold, by commitment.</summary>
    internal Dictionary<string, (OfflineReceipt Receipt, SignedWords Words)> Receipts { get; } = [];

    /// <summary>The key set, once it holds.</summary>
    internal KeySet? KeySet { get; set; }

    /// <summary>Organisation codes of the seats, in order.</summary>
    internal List<string> SeatCodes { get; } = [];

    /// <summary>Headers of members that hold, by commitment.</summary>
    internal Dictionary<string, SealedHeader> Headers { get; } = [];

    internal Guid Lot => new(bundle.Tender.Lot, bigEndian: true);

    internal static string Name(ReadOnlySpan<byte> commitment) => Hex.Encode(commitment);

    /// <summary>Members of a set in its order, with their headers; null when a header is missing.</summary>
    internal List<(SetEntryFacts Entry, SealedHeader Header)>? Members(BidSet set)
    {
        var members = new List<(SetEntryFacts, SealedHeader)>();
        foreach (var entry in set.Entries)
        {
            if (!Headers.TryGetValue(Name(entry.Commitment), out var header))
                return null;
            members.Add((entry, header));
        }

        return members;
    }
}
