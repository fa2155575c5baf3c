using Tender.Sealing;
using Tender.Vault.Database;
using Tender.Vault.Hosting;
using Tender.Vault.Tenders;

namespace Tender.Vault.Openings;

/// <summary>
/// Opens a set as soon as k answers hold (SBID1 13.5 to 13.7). All summaries are read before any is stored, and all are stored in one
/// transaction: everybody sees them in the same moment. Repeatable: progress is the set of verified answers.
/// </summary>
internal sealed class CombineOpenings(
    VaultDatabase database,
    EndCancelled cancelled,
    SummaryReader summaries,
    RecordOpening record
) : IStep
{
    public async Task<TimeSpan> RunAsync(CancellationToken cancel)
    {
        foreach (var tender in await ReadyAsync(cancel))
        {
            if (!await cancelled.ExecuteAsync(tender, cancel))
            {
                await OpenAsync(tender, cancel);
            }
        }

        return TimeSpan.FromSeconds(2);
    }

    private async Task<List<TenderRow>> ReadyAsync(CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        return await db.ListAsync(
            $"""
            {TenderRow.Columns}
            where t.state = 'opening' and p.k <= (
                select count(*) from partial_opening a
                where a.tender_ref = t.tender_ref and a.phase = t.phase and a.state = 'verified'
            ) and not exists (select from opening o where o.tender_ref = t.tender_ref and o.phase = t.phase)
            """,
            TenderRow.Read,
            cancel
        );
    }

    private async Task OpenAsync(TenderRow tender, CancellationToken cancel)
    {
        OpeningSet set;
        List<UsedAnswer> answers;
        await using (var db = await database.OpenAsync(cancel))
        {
            set = await OpeningSet.LoadAsync(db, tender, tender.Phase, cancel);
            answers = await UsedAnswer.LoadAsync(db, tender, cancel);
        }

        var parts = Unwrap(set, answers);
        var bids = new List<BidOutcome>();
        foreach (var bid in set.Bids)
        {
            PartOutcome[] own = [.. parts.Where(p => ReferenceEquals(p.Bid, bid))];
            bids.Add(await DecideAsync(set.Phase, bid, own, cancel));
        }

        await record.ExecuteAsync(set, answers, parts, bids, cancel);
    }

    /// <summary>
    /// What is read out in a phase is the summary, when it lies in this phase. Of other bids the phase's parts are opened and nothing is read
    /// out; one of them that stays shut is on the record.
    /// </summary>
    private async Task<BidOutcome> DecideAsync(
        int phase,
        OpeningSetBid bid,
        PartOutcome[] own,
        CancellationToken cancel
    )
    {
        if ((bid.File.Header.FindPart(BidSummary.PartId)?.Phase ?? 1) != phase)
        {
            return new BidOutcome(bid.Entry, null, own.FirstOrDefault(p => p.Reason is not null)?.Reason);
        }

        var first = own.FirstOrDefault(p => p.Part.PartId == BidSummary.PartId);
        var (summary, reason) = await summaries.ReadAsync(bid, first, cancel);
        return new BidOutcome(bid.Entry, summary, reason);
    }

    private static List<PartOutcome> Unwrap(OpeningSet set, List<UsedAnswer> answers)
    {
        var parts = set.Parts;
        if (parts.Count == 0)
        {
            return [];
        }

        var shared = Combiner.SharedPoints(set.KeySet, [.. answers.Select(a => a.Opening)]);
        return [.. parts.Zip(shared, (p, point) => PartOutcome.Of(set.KeySet, p.Bid, p.Part, point))];
    }
}

/// <summary>What became of a bid.</summary>
/// <param name="Entry">The bid.</param>
/// <param name="Summary">Its summary, when read.</param>
/// <param name="Reason">Why not.</param>
internal sealed record BidOutcome(SetEntryFacts Entry, BidSummary? Summary, string? Reason);
