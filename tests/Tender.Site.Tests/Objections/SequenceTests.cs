using Npgsql;
using Tender.Site.Tests.Support;
using Tender.Testing;
using Xunit;

namespace Tender.Site.Tests.Objections;

/// <summary>Random sequences of what may happen to a published section, with fixed seeds.</summary>
[Trait("Speed", "slow")]
public sealed class SequenceTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Section_WhateverHappens_KeepsItsDeadline(int seed)
    {
        var random = new SeededRandom((ulong)seed);
        var (no, section) = await site.SectionAsync();
        using var authority = new Company(site);
        using var company = new Company(site);
        await authority.EnterAsAsync("Supervisor");
        var last = section.Deadline;
        var order = false;
        for (var step = 0; step < 25; step++)
        {
            switch (Pick(random, 6))
            {
                case 0:
                    using (
                        await (await site.Open().AsAgentAsync()).PostAsync(
                            $"/desk/tenders/{no}/amend",
                            Amendments.Form("yes", null)
                        )
                    ) { }
                    break;
                case 1 when await PausedAsync(no) is null && site.Clock.GetUtcNow() < section.Deadline:
                    using (await (await site.Open().AsAgentAsync()).AmendAsync(no, Pick(random, 2) == 0 ? "yes" : "no"))
                    { }
                    break;
                case 2:
                    using (await (await company.EnterAsync()).ObjectAsync(no, company.Certificate)) { }
                    break;
                case 3:
                    await (await site.Open().AsAgentAsync()).ReplyAllAsync(no);
                    break;
                case 4 when site.Clock.GetUtcNow() < section.Deadline || await PausedAsync(no) is not null:
                    using (var ordered = await (await authority.EnterAsync()).OrderAsync(no, authority.Certificate))
                    {
                        ordered.EnsureRedirect(site.Open());
                        order = !order;
                    }

                    break;
                default:
                    site.Clock.Advance(TimeSpan.FromSeconds(1 + Pick(random, 59)));
                    break;
            }

            await site.DeliverAsync();
            var now = await DeadlineAsync(no);
            Assert.True(now >= last, $"step {step}: {last:O} became {now:O}");
            Assert.Equal(now, section.Deadline);
            Assert.Equal(await PausedAsync(no) is not null, section.Held);
            last = now;
        }

        if (order)
        {
            using var lifted = await (await authority.EnterAsync()).OrderAsync(no, authority.Certificate);
        }

        await (await site.Open().AsAgentAsync()).ReplyAllAsync(no);
        await site.DeliverAsync();
        Assert.Null(await PausedAsync(no));
        Assert.False(section.Held);
        Assert.True(section.Deadline >= last);
    }

    private static int Pick(SeededRandom random, int below)
    {
        Span<byte> one = stackalloc byte[1];
        random.Fill(one);
        return one[0] % below;
    }

    private async Task<DateTimeOffset> DeadlineAsync(string no) =>
        new((DateTime)(await OneAsync($"select deadline from section where no = '{no}'"))!, TimeSpan.Zero);

    private async Task<DateTime?> PausedAsync(string no) =>
        await OneAsync($"select paused_at from section where no = '{no}'") as DateTime?;

    private async Task<object?> OneAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(site.Database);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
