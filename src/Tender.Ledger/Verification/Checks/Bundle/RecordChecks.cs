using Tender.Ledger.Proofs;
using Tender.Sealing;

namespace Tender.Ledger.Verification;

/// <summary>Check 19: the record is the one of the chain, and says what the bids say.</summary>
internal sealed class RecordChecks(BundleCase bundle)
{
    private readonly CheckSheet sheet = bundle.Sheet;

    internal async Task RunAsync(BidSet set, PhaseKeys? keys, CancellationToken cancel)
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
            var commitment = BundleCase.Name(bid.Commitment);
            if (!bundle.Headers.TryGetValue(commitment, out var header))
                sheet.Miss(19, $"summary of {bid.Company}", "its header does not hold");
            else if ((header.FindPart(BidSummary.PartId)?.Phase ?? 1) == set.Phase)
                await CheckBidAsync(bid, header, keys?.Summaries, cancel).ConfigureAwait(false);
            else
                CheckWithoutSummary(set.Phase, bid, keys?.IsOpen(commitment));
        }
    }

    // In a phase without the bid's summary nothing is read out; the record tells whether its parts opened.
    private void CheckWithoutSummary(int phase, OpeningRecordBid bid, bool? isOpen)
    {
        var name = $"phase {phase} of {bid.Company}";
        if (!sheet.Test(bid.Summary is null, 19, name, "no summary lies in this phase"))
            return;
        if (isOpen is { } open)
            sheet.Test(open == (bid.State == BidState.Open), 19, name, $"recorded as {bid.State}, as its parts give");
        else
            sheet.Note(19, name, $"recorded as {bid.State}; only the party form proves it");
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

    private async Task CheckBidAsync(
        OpeningRecordBid bid,
        SealedHeader header,
        Dictionary<string, byte[]?>? keys,
        CancellationToken cancel
    )
    {
        var commitment = BundleCase.Name(bid.Commitment);
        var name = $"summary of {bid.Company}";
        var opened = bundle.Bundle.Parts.FirstOrDefault(p => p.Commitment.AsSpan().SequenceEqual(bid.Commitment));
        if (opened is not null && SummaryReader.WhyForeign(opened, header, bid.TreeRoot) is { } why)
        {
            sheet.Fail(19, name, why);
            return;
        }

        byte[]? key = null;
        var isCombined = keys is not null && keys.TryGetValue(commitment, out key);
        if (opened is not null && isCombined)
            sheet.Equal(19, name + ": key", opened.Key, key);
        if (bid.State == BidState.Open)
            await CheckOpenAsync(name, bid, opened, header, cancel).ConfigureAwait(false);
        else
            await CheckUnreadAsync(name, opened, header, isCombined ? (key is null) : null, cancel)
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
