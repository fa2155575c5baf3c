using System.Net;
using Npgsql;
using Tender.Sealing;
using Tender.Site.Tests.Support;
using Xunit;

namespace Tender.Site.Tests.Questions;

/// <summary>A short day is 10 s: R-030 demands 150 s from the end of the day of the amendment to T.</summary>
public sealed class AmendmentTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Fact]
    public async Task PublishAmendment_FarFromT_MovesNothing()
    {
        var (no, section) = await site.SectionAsync();
        var before = section.Deadline;
        var agent = await site.Open().AsAgentAsync();

        using var published = await agent.AmendAsync(no, affects: "yes");
        await site.DeliverAsync();

        Assert.Equal(HttpStatusCode.Redirect, published.StatusCode);
        Assert.Equal(before, section.Deadline);
        var page = await site.Open("en").PageAsync($"/tenders/{no}/amendments");
        Assert.Contains("25 mm", page.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    // 15 whole days must lie between the day of the amendment and the day of T.
    [InlineData(17, false)]
    [InlineData(16, false)]
    [InlineData(15, true)]
    public async Task PublishAmendment_DaysBeforeT_IsDecidedByR030(int daysBefore, bool moves)
    {
        var (no, section) = await site.SectionAsync();
        var agent = await site.Open().AsAgentAsync();
        var before = section.Deadline;
        await ToDayBeforeAsync(no, before, daysBefore);

        using var published = await agent.AmendAsync(no, affects: "yes");
        await site.DeliverAsync();

        Assert.Equal(HttpStatusCode.Redirect, published.StatusCode);
        Assert.Equal(moves ? before.AddSeconds(10 * (16 - daysBefore)) : before, section.Deadline);
        Assert.Equal(section.Deadline, await DeadlineAsync(no));
        Assert.Equal(moves ? 1 : 0, site.Vault.Changes.Count(c => c.TenderRef.SequenceEqual(section.Order.TenderRef)));
    }

    [Fact]
    public async Task PublishAmendment_NotAffectingBids_MovesNothing()
    {
        var (no, section) = await site.SectionAsync();
        var agent = await site.Open().AsAgentAsync();
        var before = section.Deadline;
        await ToDayBeforeAsync(no, before, 3);

        using var published = await agent.AmendAsync(no, affects: "no");
        await site.DeliverAsync();

        Assert.Equal(before, section.Deadline);
    }

    [Fact]
    public async Task PublishAmendment_LaterDeadlineChosen_IsTakenAndToldWithReason()
    {
        var (no, section) = await site.SectionAsync();
        var agent = await site.Open().AsAgentAsync();
        var later = section.Deadline.AddSeconds(500);

        using var published = await agent.AmendAsync(no, affects: "no", later);
        await site.DeliverAsync();

        Assert.Equal(later, section.Deadline);
        var order = site.Vault.Changes.Single(c => c.TenderRef.SequenceEqual(section.Order.TenderRef));
        Assert.Equal(TenderAction.Extend, order.Action);
        foreach (var path in (string[])["", "/opening", "/bid", "/amendments"])
        {
            var page = await site.Open().PageAsync($"/tenders/{no}{path}");
            Assert.NotNull(page.QuerySelector($"time[datetime='{later.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}']"));
        }
    }

    [Fact]
    public async Task PublishAmendment_EarlierDeadlineChosen_StaysAsItWas()
    {
        var (no, section) = await site.SectionAsync();
        var agent = await site.Open().AsAgentAsync();
        var before = section.Deadline;

        using var published = await agent.AmendAsync(no, affects: "no", before.AddSeconds(-50));
        await site.DeliverAsync();

        Assert.Equal(before, section.Deadline);
        Assert.Equal(before, await DeadlineAsync(no));
    }

    [Fact]
    public async Task PublishAmendment_AtT_IsRefused()
    {
        var (no, section) = await site.SectionAsync();
        var agent = await site.Open().AsAgentAsync();
        site.Clock.Advance(section.Deadline - site.Clock.GetUtcNow());

        using var written = await agent.PostAsync($"/desk/tenders/{no}/amend", Amendments.Form("yes", null));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, written.StatusCode);
    }

    [Fact]
    public async Task PublishAmendment_VaultAway_IsToldLaterOnceAndInOrder()
    {
        var (no, section) = await site.SectionAsync();
        var agent = await site.Open().AsAgentAsync();
        var later = section.Deadline.AddSeconds(100);
        site.Vault.IsAway = true;
        using var first = await agent.AmendAsync(no, "no", later);
        await site.DeliverAsync();
        using var second = await agent.AmendAsync(no, "no", later.AddSeconds(100));
        site.Vault.IsAway = false;

        for (var i = 0; i < 5; i++)
        {
            site.Clock.Advance(TimeSpan.FromSeconds(5));
            await site.DeliverAsync();
        }

        var orders = site.Vault.Changes.Where(c => c.TenderRef.SequenceEqual(section.Order.TenderRef)).ToList();
        Assert.Equal([later, later.AddSeconds(100)], orders.Select(o => o.Deadline!.Value));
        Assert.Equal(later.AddSeconds(100), section.Deadline);
    }

    [Theory]
    [InlineData("update section set deadline = deadline - interval '1 second' where no = $1")]
    [InlineData("update section set deadline = deadline + interval '1 second' where no = $1")]
    [InlineData("update section set paused_at = now() where no = $1")]
    [InlineData("update amendment set becomes = 'x' where section_id = (select id from section where no = $1)")]
    [InlineData(
        "update section_change set deadline = deadline + interval '1 day' where section_id = (select id from section where no = $1)"
    )]
    public async Task Database_ChangeWithoutItsAct_IsRefused(string sql)
    {
        var (no, section) = await site.SectionAsync();
        using var published = await (await site.Open().AsAgentAsync()).AmendAsync(
            no,
            "no",
            section.Deadline.AddSeconds(100)
        );
        await using var source = NpgsqlDataSource.Create(site.Database);
        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter { Value = no });

        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal(PostgresErrorCodes.RestrictViolation, refused.SqlState);
    }

    private async Task ToDayBeforeAsync(string no, DateTimeOffset deadline, int days)
    {
        await using var source = NpgsqlDataSource.Create(site.Database);
        await using var command = source.CreateCommand("select published_at from section where no = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = no });
        var start = new DateTimeOffset((DateTime)(await command.ExecuteScalarAsync())!, TimeSpan.Zero);
        var day = Math.Floor((deadline - start).TotalSeconds / 10) - days;
        site.Clock.Advance(start.AddSeconds(day * 10 + 5) - site.Clock.GetUtcNow());
    }

    private async Task<DateTimeOffset> DeadlineAsync(string no)
    {
        await using var source = NpgsqlDataSource.Create(site.Database);
        await using var command = source.CreateCommand("select deadline from section where no = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = no });
        return new DateTimeOffset((DateTime)(await command.ExecuteScalarAsync())!, TimeSpan.Zero);
    }
}
