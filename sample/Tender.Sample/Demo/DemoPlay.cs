using System.Globalization;
using System.Text;
using Tender.Sample.Cast;
using Tender.Sample.Play;
using Tender.Sample.Stack;
using Tender.Sealing;
using Tender.Vault.Client;

namespace Tender.Sample.Demo;

/// <summary>One tender from its publication to its record, played by the programs that everybody uses.</summary>
/// <param name="stack">The running platform.</param>
/// <param name="options">Clock, chance and where to tell what happens.</param>
/// <param name="cli">The command line.</param>
/// <param name="folder">Where the bidders keep their files.</param>
/// <param name="open">Time for bids.</param>
internal sealed class DemoPlay(SampleStack stack, SampleOptions options, TenderCli cli, string folder, TimeSpan open)
{
    private readonly List<DemoBidder> bidders =
    [
        .. SampleCast.Bidders.Take(4).Select(b => new DemoBidder(b, stack, cli, folder)),
    ];

    internal IReadOnlyList<DemoBidder> Bidders => bidders;

    internal string Bundle => Path.Combine(folder, "opening.zip");

    internal async Task PlayAsync(CancellationToken cancel)
    {
        using var http = new HttpClient { BaseAddress = stack.VaultUrl, Timeout = TimeSpan.FromMinutes(2) };
        var vault = new VaultClient(http);
        var tender = await PublishAsync(vault, cancel);
        await BidAsync(Convert.ToHexStringLower(tender.TenderRef), cancel);
        await CheckSecrecyAsync(vault, tender, cancel);
        var opening = await WaitForOpeningAsync(vault, tender, cancel);
        CheckPrices(opening);
        await CollectAsync(vault, tender, cancel);
    }

    private async Task<TenderFacts> PublishAsync(VaultClient vault, CancellationToken cancel)
    {
        using var certificate = stack.Certificates.Load(SampleCast.Trading);
        var desk = new TradingDesk(vault, certificate, options.Time, options.Random);
        var tender = await desk.PublishAsync(
            options.Time.GetUtcNow().Add(open).OnGrid(),
            "招标文件示例"u8.ToArray(),
            [SampleCast.Agent.OrgCode, SampleCast.Tenderee.OrgCode],
            options.ObjectionSeconds,
            cancel
        );
        Tell($"published: section {Short(tender.TenderRef)}, deadline {tender.Deadline.ToLocalTime():HH:mm:ss}");
        Tell($"its key was made by {tender.N} custodians; any {tender.K} of them can open, nobody alone");
        return tender;
    }

    private async Task BidAsync(string tenderRef, CancellationToken cancel)
    {
        long[] prices = [118_250_000_00, 121_400_000_00, 119_980_000_00, 117_000_000_00];
        foreach (var (bidder, price) in bidders.Zip(prices))
        {
            await bidder.SubmitAsync(tenderRef, price, Document(bidder, price), cancel);
            Tell($"{bidder.Organisation.Name} sealed its bid, sent it and got a signed receipt");
        }

        await bidders[1].ReplaceAsync(tenderRef, 116_880_000_00, Document(bidders[1], 116_880_000_00), cancel);
        Tell($"{bidders[1].Organisation.Name} replaced its bid");
        await bidders[3].WithdrawAsync(cancel);
        Tell($"{bidders[3].Organisation.Name} withdrew its bid");
        await bidders[0].OpenOwnAsync(cancel);
        Tell($"{bidders[0].Organisation.Name} opened its own sealed file with its key file");
    }

    private async Task CheckSecrecyAsync(VaultClient vault, TenderFacts tender, CancellationToken cancel)
    {
        var before = await vault.GetOpeningAsync(tender.TenderRef, cancel);
        if (options.Time.GetUtcNow() >= tender.Deadline)
            throw new DemoFailedException("The bidders were too slow for the deadline; this machine needs longer.");
        Demand(
            before is { Count: null, SetRoot: null, Bids: null, Record: null },
            "before the deadline the vault tells neither bids nor their number"
        );
    }

    private async Task<OpeningFacts> WaitForOpeningAsync(
        VaultClient vault,
        TenderFacts tender,
        CancellationToken cancel
    )
    {
        Tell("waiting for the deadline; then the vault seals the set on the ledger and the custodians answer ...");
        var limit = tender.Deadline.AddMinutes(3);
        while (true)
        {
            var opening = await vault.GetOpeningAsync(tender.TenderRef, cancel);
            if (opening is { State: VaultState.Opened, Bids: not null, Record: not null })
                return opening;
            if (opening.State is VaultState.Failed or VaultState.Cancelled || options.Time.GetUtcNow() > limit)
                throw new DemoFailedException($"The tender was not opened; its state is {opening.State}.");
            await Task.Delay(TimeSpan.FromMilliseconds(500), options.Time, cancel);
        }
    }

    private void CheckPrices(OpeningFacts opening)
    {
        var expected = bidders
            .Where(b => b.PriceFen is not null)
            .ToDictionary(b => b.Organisation.OrgCode, b => b.PriceFen!.Value);
        var bids = opening.Bids!;
        foreach (var bid in bids)
            Tell($"    {Money(bid.Summary?.PriceFen), 18}  {bid.Company}");
        Demand(
            bids.Count == expected.Count
                && bids.All(b => expected.TryGetValue(b.OrgCode, out var price) && b.Summary?.PriceFen == price),
            $"{bids.Count} bids opened, each with exactly the price that its bidder sealed last"
        );
        var seats = opening.Seats.Count(s => s.State == SeatState.Verified);
        Demand(seats >= 2, $"{seats} of {opening.Seats.Count} custodians proved that they decrypted honestly");
    }

    private async Task CollectAsync(VaultClient vault, TenderFacts tender, CancellationToken cancel)
    {
        foreach (var bidder in bidders)
            await bidder.FetchReceiptAsync(cancel);
        await using var bundle = await vault.GetBundleAsync(tender.TenderRef, cancel);
        await using var file = File.Create(Bundle);
        await bundle.CopyToAsync(file, cancel);
        Tell("fetched: the opening bundle and a receipt for every bidder");
    }

    private void Demand(bool holds, string claim)
    {
        if (!holds)
            throw new DemoFailedException($"Does not hold: {claim}.");
        Tell($"✓ {claim}");
    }

    private void Tell(string line) => options.Tell(line);

    private static byte[] Document(DemoBidder bidder, long priceFen) =>
        Encoding.UTF8.GetBytes($"%PDF-1.4 {bidder.Organisation.Name} {priceFen}\n" + new string('x', 400_000));

    private static string Money(long? fen) =>
        fen is null ? "?" : (fen.Value / 100m).ToString("#,0.00", CultureInfo.InvariantCulture);

    private static string Short(byte[] bytes) => Convert.ToHexStringLower(bytes)[..12];
}
