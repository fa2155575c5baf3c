using System.Text.Json;
using Tender.Sample.Cast;
using Tender.Sample.Processes;
using Tender.Sample.Stack;
using Tender.Sealing;
using Tender.Vault.Client;

namespace Tender.Sample.Play;

/// <summary>
/// What a newcomer finds: one notice with time to bid, and one that opens in a few minutes with three sealed bids. Made by the first
/// start through the calls that users make; later starts find it.
/// </summary>
public sealed class SampleStory(SampleStack stack, SampleOptions options)
{
    /// <summary>Statutory days between notice and deadline, and some to spare for the sample's own work.</summary>
    private const int StatutoryDays = 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private static readonly long[] Prices = [118_250_000_00, 121_400_000_00, 119_980_000_00];

    public async Task TellAsync(CancellationToken cancel)
    {
        if (File.Exists(stack.Folders.Story))
            return;
        options.Tell("Publishing a plan and two notices, and sealing three bids ...");
        await PlanAsync(cancel);
        using var certificate = stack.Certificates.Load(SampleCast.Agent);
        using var agent = new SiteAgent(stack.SiteUrl, certificate, options.Time, options.Random);
        await agent.SignInAsync(cancel);
        var soon = await agent.PublishAsync(SampleNotices.AboutToOpen(Deadline(TimeSpan.FromSeconds(45))), cancel);
        var later = await agent.PublishAsync(SampleNotices.StillOpen(Deadline(TimeSpan.FromDays(2))), cancel);
        await BidAsync(Convert.FromHexString(soon.TenderRef), cancel);
        PrivateFile.Write(stack.Folders.Story, JsonSerializer.Serialize(new { soon, later }, Json));
    }

    /// <summary>The tenderee's own: it needs no mandate.</summary>
    private async Task PlanAsync(CancellationToken cancel)
    {
        using var certificate = stack.Certificates.Load(SampleCast.Tenderee);
        using var tenderee = new SiteAgent(stack.SiteUrl, certificate, options.Time, options.Random);
        await tenderee.SignInAsync(cancel);
        await tenderee.PublishPlanAsync(SamplePlan.Fields(options.Time.GetUtcNow()), cancel);
    }

    private DateTimeOffset Deadline(TimeSpan spare) =>
        options.Time.GetUtcNow().Add(options.SandboxDay * StatutoryDays + spare).OnGrid();

    private async Task BidAsync(byte[] tenderRef, CancellationToken cancel)
    {
        using var http = new HttpClient { BaseAddress = stack.VaultUrl, Timeout = TimeSpan.FromMinutes(2) };
        var vault = new VaultClient(http);
        await Readiness.UntilAsync(
            () => IsKeyedAsync(vault, tenderRef, cancel),
            stack.Child("site"),
            options.Time,
            cancel
        );
        foreach (var (organisation, price) in SampleCast.Bidders.Zip(Prices))
        {
            using var certificate = stack.Certificates.Load(organisation);
            var bidder = new SampleBidder(organisation, certificate, vault, options.Time, options.Random);
            var summary = new BidSummary
            {
                V = 1,
                PriceFen = price,
                PeriodDays = 240,
                Quality = "合格",
                Manager = organisation.Signer,
            };
            var bid = new SampleBid(summary, SampleNotices.Pdf($"bid of {organisation.OrgCode}"));
            await bidder.BidAsync(tenderRef, bid, stack.Folders.Bids, SampleCertificates.Password, cancel);
        }
    }

    /// <summary>The site hands its order to the vault a moment after the notice is published.</summary>
    private static async Task<bool> IsKeyedAsync(VaultClient vault, byte[] tenderRef, CancellationToken cancel)
    {
        try
        {
            return (await vault.GetTenderAsync(tenderRef, cancel)).State == VaultState.Keyed;
        }
        catch (VaultProblemException unknown) when (unknown.Facts.Status == 404)
        {
            return false;
        }
    }
}
