using Tender.Ledger.Evm;
using Tender.Sealing;

namespace Tender.Ledger.Verification;

/// <summary>Check 16: headers of members are for this tender, of this bidder, and their labels hold (SBID1 13, step 3).</summary>
internal sealed class HeaderChecks(BundleCase bundle)
{
    private readonly CheckSheet sheet = bundle.Sheet;

    internal void Run()
    {
        var encs = new HashSet<string>();
        var tags = new HashSet<string>();
        foreach (var entry in bundle.Bundle.Sets.Where(s => s.Phase == 1).SelectMany(s => s.Entries))
        {
            var name = $"header {CheckSheet.Short(entry.Commitment)}";
            if (!bundle.Bundle.Headers.TryGetValue(Hex.Encode(entry.HeaderHash), out var bytes))
                sheet.Miss(16, name, "not in the bundle");
            else if (Read(name, bytes) is { } header && Check(name, entry, header))
            {
                bundle.Headers[BundleCase.Name(entry.Commitment)] = header;
                var fresh = header.Parts.All(p => encs.Add(Hex.Encode(p.Enc.Span)));
                sheet.Test(fresh, 16, name + ": ephemeral keys", "none occurs twice in the set");
                sheet.Test(
                    tags.Add(Hex.Encode(header.BidderTag.Span)),
                    16,
                    name + ": bidder tag",
                    "occurs once in the set"
                );
            }
        }
    }

    private SealedHeader? Read(string name, byte[] bytes)
    {
        try
        {
            var header = SealedHeader.Parse(bytes);
            header.CheckLabels();
            return header;
        }
        catch (SealingException wrong)
        {
            sheet.Fail(16, name, wrong.Message);
            return null;
        }
    }

    private bool Check(string name, SetEntryFacts entry, SealedHeader header)
    {
        var tender = bundle.Bundle.Tender;
        var holds =
            header.TenderRef.Span.SequenceEqual(tender.TenderRef)
            && header.Lot == bundle.Lot
            && header.KeySetId.Span.SequenceEqual(bundle.Tender.Key?.KeySetId ?? []);
        sheet.Test(holds, 16, name, "labels hold; tender, lot and key set are those of the chain");
        if (!bundle.Receipts.TryGetValue(BundleCase.Name(entry.Commitment), out var found))
            return holds;
        sheet.Test(
            header.FileLength == found.Words.Ack.FileSize,
            16,
            name + ": length",
            $"{header.FileLength} = {found.Words.Ack.FileSize}"
        );
        if (found.Words.Statement is { } statement)
            CheckStatement(name, header, statement);
        return holds;
    }

    private void CheckStatement(string name, SealedHeader header, SubmissionStatement statement)
    {
        var holds =
            header.BidderTag.Span.SequenceEqual(statement.BidderTag())
            && header.NonceHash.Span.SequenceEqual(BidIdentity.NonceHash(statement.BidNonce))
            && header.DocHash.Span.SequenceEqual(statement.DocHash)
            && header.Flags == statement.Flags
            && header.LeafCount == statement.LeafCount
            && header.Lot == new Guid(statement.Lot, bigEndian: true)
            && header.KeySetId.Span.SequenceEqual(statement.KeySetId);
        sheet.Test(
            holds,
            16,
            name + ": statement",
            "tag, nonce, documents, flags and leaves are those of the statement"
        );
    }
}
