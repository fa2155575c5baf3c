using Npgsql;
using Tender.Site.Data;
using Tender.Testing;
using Xunit;

namespace Tender.Site.Tests.Audit;

/// <summary>The chain in the database itself, as its owner sees it.</summary>
public sealed class AuditChainTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Theory]
    [InlineData("update audit set actor = 'you' where seq = 2", 2L)]
    [InlineData("update audit set origin = '203.0.113.9' where seq = 3", 3L)]
    [InlineData("update audit set at = at + interval '1 microsecond' where seq = 1", 1L)]
    [InlineData("update audit set detail_hash = sha256('e') where seq = 4", 4L)]
    [InlineData("delete from audit where seq = 2", 3L)]
    [InlineData("delete from audit where seq = 1", 2L)]
    [InlineData("update audit set object_hash = sha256('e') where seq = 2", 2L)]
    [InlineData("update audit set hash = sha256('e') where seq = 2", 2L)]
    public async Task AuditBreak_RowsChangedByASuperuser_NamesTheFirst(string change, long? first)
    {
        await using var source = await ChainAsync();
        Assert.Null(await BreakAsync(source));

        await RunAsync(source, "alter table audit disable trigger all; " + change);

        Assert.Equal(first, await BreakAsync(source));
    }

    [Fact]
    public async Task AppendAudit_TwoObjects_EachCountsItsOwn()
    {
        await using var source = await ChainAsync();

        await using var command = source.CreateCommand(
            "select string_agg(object || object_seq, ' ' order by seq) from audit"
        );

        Assert.Equal("a1 b1 a2 b2", await command.ExecuteScalarAsync());
    }

    private async Task<NpgsqlDataSource> ChainAsync()
    {
        var connection = await postgres.CreateDatabaseAsync();
        SiteMigrator.Migrate(connection, "tender");
        var source = NpgsqlDataSource.Create(connection);
        foreach (var subject in (string[])["a", "b", "a", "b"])
        {
            await RunAsync(
                source,
                $"""
                select append_audit('2026-11-23T02:00:00.123456Z', 'me', '', 'act', '{subject}', sha256('d'), '192.0.2.1', sha256('s'))
                """
            );
        }

        return source;
    }

    private static async Task<long?> BreakAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("select audit_break()");
        return await command.ExecuteScalarAsync() as long?;
    }

    private static async Task RunAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
