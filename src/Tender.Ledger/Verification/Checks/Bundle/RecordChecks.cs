using Tender.Ledger.Proofs;
using Tender.Sealing;

namespace Tender.Ledger.Verification;

/// <summary>Check 19: the record is the one of the chain, and says what the bids say.</summary>
internal sealed class RecordChecks(BundleCase bundle)
{
    private readonly CheckSheet sheet = bundle.Sheet;

    internal async Task RunAsync(BidSet set, Dictionary<string, CombinedBid>? combined, CancellationToken cancel)
    {
        var name = $"record of phase {set.Phase}";
        var file = bundle.Bundle.Records.FirstOrDefault(r => r.Phase == set.Phase);
        if (bundle.Tender.OpeningOf(set.Phase) is not { } told)
        {
            sheet.Miss(19, name, "no opening is recorded on the chain");
            return;
        }

        if (file is null)
        {
            sheet.Miss(19, name, "not in the bundle");
            return;
        }

        sheet.Equal(19, name + ": hash on the chain", OpeningRecord.Hash(file.Salt, file.Text), told.RecordHash);
        var record = OpeningRecord.Parse(file.Text);
        CheckFacts(name, record, set);
        if (!sheet.Test(IsSet(record, set), 19, name + ": bids", $"{record.Bids.Count} bids are those of the set"))
            return;
        foreach (var bid in record.Bids)
        {
            if (!bundle.Headers.TryGetValue(BundleCase.Name(bid.Commitment), out var header))
                sheet.Miss(19, SummaryOf(bid), "its header does not hold");
            else
            {
                var found = combined?.GetValueOrDefault(BundleCase.Name(bid.Commitment));
                // The summary is read in the phase that its bidder sealed it for; other phases record what their parts gave.
                if ((header.FindPart(BidSummary.PartId)?.Phase ?? 1) == set.Phase)
                    await CheckSummaryAsync(bid, header, found, cancel).ConfigureAwait(false);
                else
                    CheckParts(set, bid, header, found);
            }
        }
    }

    private static string SummaryOf(OpeningRecordBid bid) => $"summary of {bid.Company}";

    private void CheckParts(BidSet set, OpeningRecordBid bid, SealedHeader header, CombinedBid? found)
    {
        var name = $"phase {set.Phase} of {bid.Company}";
        var parts = header.Parts.Count(p => p.Phase == set.Phase);
        if (!sheet.Test(bid.Summary is null, 19, name, "its summary belongs to another phase"))
            return;
        if (parts > 0 && found is null)
            sheet.Note(19, name, $"recorded as {bid.State}; only k valid answers of the party form prove why");
        else
        {
            var open = found?.Open ?? 0;
            var isTold = bid.State == (open == parts ? BidState.Open : BidState.Unread);
            sheet.Test(isTold, 19, name, $"recorded as {bid.State}; {open} of {parts} parts have their key");
        }
    }

    private void CheckFacts(string name, OpeningRecord record, BidSet set)
    {
        var tender = bundle.Bundle.Tender;
        var holds =
            record.TenderRef.AsSpan().SequenceEqual(tender.TenderRef)
            && record.Lot.AsSpan().SequenceEqual(tender.Lot)
            && record.SetRoot.AsSpan().SequenceEqual(set.Root())
            && record.Deadline == Instants.Of(bundle.Tender.Deadline);
        sheet.Test(holds, 19, name, $"tender, lot, set and deadline {record.Deadline:u} are those of the chain");
        var onChain = bundle
            .Tender.Shares.Where(s => s.Phase == set.Phase)
            .Select(s => (s.Seat, BundleCase.Name(s.Hash)))
            .ToHashSet();
        var isShared = record.Shares.All(s => onChain.Contains((s.Seat, BundleCase.Name(s.Hash))));
        sheet.Test(isShared, 19, name + ": shares", $"{record.Shares.Count} of {onChain.Count} shares of the chain");
    }

    private static bool IsSet(OpeningRecord record, BidSet set) =>
        record.Bids.Count == set.Entries.Count
        && record
            .Bids.Zip(set.Entries)
            .All(pair =>
                pair.First.Commitment.AsSpan().SequenceEqual(pair.Second.Commitment)
                && pair.First.TreeRoot.AsSpan().SequenceEqual(pair.Second.TreeRoot)
                && pair.First.OrgCode == pair.Second.OrgCode
                && pair.First.Company == pair.Second.Company
            );

    private async Task CheckSummaryAsync(
        OpeningRecordBid bid,
        SealedHeader header,
        CombinedBid? found,
        CancellationToken cancel
    )
    {
        var name = SummaryOf(bid);
        var opened = bundle.Bundle.Parts.FirstOrDefault(p => p.Commitment.AsSpan().SequenceEqual(bid.Commitment));
        if (opened is not null && SummaryReader.WhyForeign(opened, header, bid.TreeRoot) is { } why)
        {
            sheet.Fail(19, name, why);
            return;
        }

        if (opened is not null && found is not null)
            sheet.Equal(19, name + ": key", opened.Key, found.SummaryKey);
        if (bid.State == BidState.Open)
            await CheckOpenAsync(name, bid, opened, header, cancel).ConfigureAwait(false);
        else
            await CheckUnreadAsync(name, opened, header, found is null ? null : found.SummaryKey is null, cancel)
                .ConfigureAwait(false);
    }

    private async Task CheckOpenAsync(
        string name,
        OpeningRecordBid bid,
        OpenedPart? opened,
        SealedHeader header,
        CancellationToken cancel
    )
    {
        if (opened is null)
        {
            sheet.Miss(19, name, "its key is not in the bundle");
            return;
        }

        var summary = await SummaryReader.ReadAsync(opened, header, cancel).ConfigureAwait(false);
        var compared = summary is null
            ? "the bid holds no summary"
            : $"{summary.PriceFen} fen, {summary.PeriodDays} days as sealed";
        sheet.Test(summary is not null && summary == bid.Summary, 19, name, compared);
    }

    private async Task CheckUnreadAsync(
        string name,
        OpenedPart? opened,
        SealedHeader header,
        bool? isGarbage,
        CancellationToken cancel
    )
    {
        if (opened is not null)
        {
            var summary = await SummaryReader.ReadAsync(opened, header, cancel).ConfigureAwait(false);
            sheet.Test(summary is null, 19, name, "recorded as unread; its content is garbage");
        }
        else if (isGarbage is { } garbage)
            sheet.Test(garbage, 19, name, "recorded as unread; its envelope is garbage");
        else
            sheet.Note(19, name, "recorded as unread; only the party form proves why");
    }
}
