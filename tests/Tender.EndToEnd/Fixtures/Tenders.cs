using System.Text;
using Tender.Sample.Cast;
using Tender.Sample.Play;
using Tender.Sample.Stack;
using Tender.Sealing;
using Tender.Testing;
using Tender.Vault.Client;

namespace Tender.EndToEnd;

/// <summary>Tenders whose publishing is not what a test is about: made by the same public calls, without a browser.</summary>
public sealed class Tenders(SampleStack stack, string folder)
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes(
        "%PDF-1.7\n1 0 obj <<>> endobj\nxref\n0 1\n0000000000 65535 f \ntrailer <<>>\nstartxref\n29\n%%EOF\n"
    );

    /// <summary>The shortest time from publication to deadline that the sandbox's twenty days of one second allow, and some to spare.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(40);

    /// <summary>Publishes a notice and waits until bids can be sealed to it.</summary>
    public async Task<PublishedNotice> PublishAsync(string title, TimeSpan open)
    {
        using var certificate = stack.Certificates.Load(SampleCast.Agent);
        using var agent = new SiteAgent(stack.SiteUrl, certificate, TimeProvider.System, SystemRandom.Instance);
        await agent.SignInAsync(default);
        var notice = await agent.PublishAsync(
            new SampleNotice
            {
                Title = title,
                Scope = "河道清淤 12.6 km，护岸修复 3.4 km。",
                Qualification = "水利水电工程施工总承包三级及以上资质。",
                Place = "杭州市余杭区",
                PeriodDays = 150,
                CeilingYuan = 9_800_000,
                Deadline = TimeProvider.System.GetUtcNow().Add(open).OnGrid(),
                Documents = [("招标文件.pdf", Pdf), ("工程量清单.pdf", Pdf)],
            },
            default
        );
        using var http = new HttpClient { BaseAddress = stack.SiteUrl };
        await Eventually.TrueAsync(() => IsKeyedAsync(http, notice.No), "a link to bid", TimeSpan.FromMinutes(1));
        return notice;
    }

    /// <summary>Bids of the first organisations of the cast, with prices from 6,660,000.00 yuan up.</summary>
    public async Task BidAsync(PublishedNotice notice, int count)
    {
        using var http = new HttpClient { BaseAddress = stack.VaultUrl };
        var vault = new VaultClient(http);
        foreach (var (i, who) in SampleCast.Bidders.Take(count).Index())
        {
            using var certificate = stack.Certificates.Load(who);
            var bidder = new SampleBidder(who, certificate, vault, TimeProvider.System, SystemRandom.Instance);
            var summary = new BidSummary
            {
                V = 1,
                PriceFen = 666_000_000 + i * 1_000_000,
                PeriodDays = 150,
                Quality = "合格",
                Manager = who.Signer,
            };
            var place = Path.Combine(folder, notice.No);
            var bid = new SampleBid(summary, Pdf);
            await bidder.BidAsync(Convert.FromHexString(notice.TenderRef), bid, place, "a password", default);
        }
    }

    private static async Task<bool> IsKeyedAsync(HttpClient http, string no) =>
        (await http.GetStringAsync($"zh/tenders/{no}")).Contains($"/zh/tenders/{no}/bid\"", StringComparison.Ordinal);
}
