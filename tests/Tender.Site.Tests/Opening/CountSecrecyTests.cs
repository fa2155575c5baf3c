using System.Net;
using System.Text.RegularExpressions;
using Npgsql;
using Tender.Site.Tests.Support;
using Xunit;

namespace Tender.Site.Tests.Opening;

/// <summary>
/// Before the deadline nothing may show or imply how many bids there are (I8, T16): two worlds that differ in nothing but their bids do the
/// same things at the same instants, and everything that anybody can see of them is compared byte for byte.
/// </summary>
[Trait("Speed", "slow")]
public sealed partial class CountSecrecyTests : IAsyncLifetime
{
    /// <summary>Everything that a person or a program may look at before the deadline.</summary>
    private static readonly string[] Looks =
    [
        "",
        "/tenders",
        "/tenders?q=%E6%AD%A5%E8%A1%8C",
        "/tenders/{no}",
        "/tenders/{no}/opening",
        "/tenders/{no}/opening.json",
        "/tenders/{no}/bid",
        "/tenders/{no}/notice.json",
        "/tenders/{no}/record",
        "/tenders/{no}/record.json",
        "/tenders/{no}/set.json",
        "/notices",
        "/notices/{no}",
        "/account.json",
        "/status",
        "/verify",
        "/help",
    ];

    private readonly SiteFixture one = new();
    private readonly SiteFixture other = new();

    [Theory]
    [InlineData(0, 40)]
    [InlineData(3, 30)]
    public async Task BeforeDeadline_WorldsWithDifferentBids_AreTheSameByteForByte(int few, int many)
    {
        var quiet = await LiveAsync(one, few, over: false);
        var busy = await LiveAsync(other, many, over: false);

        Assert.All(quiet.Zip(busy), pair => Assert.Equal(pair.First, pair.Second));
        Assert.Equal(quiet.Count, busy.Count);
    }

    [Fact]
    public async Task BeforeDeadline_Vault_IsAskedNothingThatCouldHoldBids()
    {
        await LiveAsync(one, 40, over: false);

        Assert.DoesNotContain(
            one.Vault.Asked,
            a => a.Contains("/openings/", StringComparison.Ordinal) || a.Contains("/set", StringComparison.Ordinal)
        );
        Assert.Contains(one.Vault.Asked, a => a.Contains("/v1/tenders/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AfterDeadline_WorldsWithDifferentBids_Differ()
    {
        Assert.NotEqual(await LiveAsync(one, 0, over: true), await LiveAsync(other, 40, over: true));
    }

    public async Task InitializeAsync()
    {
        await one.InitializeAsync();
        await other.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await one.DisposeAsync();
        await other.DisposeAsync();
    }

    /// <summary>One world: a notice is published, bids arrive, and everybody looks at everything.</summary>
    /// <returns>Every answer with its headers, what the site asked of the vault, what it logged, and how many rows it holds.</returns>
    private static async Task<IReadOnlyList<string>> LiveAsync(SiteFixture world, int bids, bool over)
    {
        var (no, section) = await world.SectionAsync();
        section.Bids = Some.Bids(bids);
        if (over)
        {
            world.Clock.SetUtcNow(section.Order.Deadline!.Value.AddSeconds(30));
        }

        var seen = new List<string>();
        foreach (var language in (string[])["zh", "en"])
        {
            await LookAsync(seen, world.Open(language), no);
            await LookAsync(seen, await world.Open(language).AsBidderAsync(), no);
            await LookAsync(seen, await world.Open(language).AsAgentAsync(), no);
        }

        seen.AddRange(world.Vault.Asked);
        seen.AddRange(world.Log.Lines.Where(l => !Varying().IsMatch(l)));
        seen.Add(await RowsAsync(world));
        return seen;
    }

    private static async Task LookAsync(List<string> seen, Browser browser, string no)
    {
        foreach (var path in Looks)
        {
            using var response = await browser.GetAsync(path.Replace("{no}", no, StringComparison.Ordinal));
            Assert.NotEqual(HttpStatusCode.InternalServerError, response.StatusCode);
            var headers = response
                .Headers.Concat(response.Content.Headers)
                .SelectMany(h => h.Value.Select(v => $"{h.Key}: {(h.Key == "Set-Cookie" ? v.Split('=')[0] : v)}"));
            var body = await response.Content.ReadAsStringAsync();
            seen.Add($"{path} {(int)response.StatusCode}\n{string.Join('\n', headers)}\n{Drawn().Replace(body, "")}");
        }
    }

    private static async Task<string> RowsAsync(SiteFixture world)
    {
        await using var source = NpgsqlDataSource.Create(world.Database);
        await using var command = source.CreateCommand(
            """
            select string_agg(table_name || ' ' ||
              (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I', table_name), true, true, '')))[1]::text,
              ', ' order by table_name)
            from information_schema.tables where table_schema = 'public'
            """
        );
        return (string)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>
    /// What is drawn anew each time, in any world: form tokens, numbers of incidents (always 12 digits), and the agent's own signature of
    /// the notice, which was made before there was a bid.
    /// </summary>
    [GeneratedRegex(
        """(?<=name="__RequestVerificationToken"[^>]*value="|"formToken":"|"signature":")[^"]{100,}|(?<=<code>|"trace":")[0-9A-F]{12}(?=<|")"""
    )]
    private static partial Regex Drawn();

    /// <summary>Lines that tell durations or places of the machine.</summary>
    [GeneratedRegex("""\d ?ms\b|://127\.0\.0\.1|^Debug|^Trace|DataProtection|EntityFrameworkCore""")]
    private static partial Regex Varying();
}
