using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Tender.Site.Data;
using Tender.Site.Tests.Support;
using Tender.Testing;
using Xunit;

namespace Tender.Site.Tests.Data;

public sealed class SchemaTests(SiteFixture site, PostgresFixture postgres)
    : IClassFixture<SiteFixture>,
        IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task Model_EveryTableAndColumn_IsInTheSchema()
    {
        await using var source = NpgsqlDataSource.Create(site.Database);
        await using var command = source.CreateCommand(
            "select table_name || '.' || column_name from information_schema.columns where table_schema = 'public'"
        );
        var columns = new HashSet<string>();
        await using (var rows = await command.ExecuteReaderAsync())
        {
            while (await rows.ReadAsync())
            {
                columns.Add(rows.GetString(0));
            }
        }

        await using var scope = site.Services.CreateAsyncScope();
        var model = scope.ServiceProvider.GetRequiredService<SiteContext>().Model;
        var mapped = model
            .GetEntityTypes()
            .SelectMany(e => e.GetProperties().Select(p => $"{e.GetTableName()}.{p.GetColumnName()}"))
            .Where(c => !c.EndsWith(".xmin", StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(mapped);
        Assert.Empty(mapped.Except(columns));
    }

    [Fact]
    public async Task Migrate_Twice_ChangesNothing()
    {
        var connection = await postgres.CreateDatabaseAsync();

        SiteMigrator.Migrate(connection, "tender");
        SiteMigrator.Migrate(connection, "tender");

        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand("select count(*) from script_hash");
        var scripts = typeof(SiteMigrator)
            .Assembly.GetManifestResourceNames()
            .Count(n => n.EndsWith(".sql", StringComparison.Ordinal));
        Assert.Equal((long)scripts, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Migrate_OldScriptChanged_Stops()
    {
        var connection = await postgres.CreateDatabaseAsync();
        SiteMigrator.Migrate(connection, "tender");
        await using var source = NpgsqlDataSource.Create(connection);
        await RunAsync(source, "update script_hash set sha256 = sha256('x') where name like '%001%'");

        Assert.Throws<InvalidOperationException>(() => SiteMigrator.Migrate(connection, "tender"));
    }

    [Theory]
    [InlineData("create table x (a int)")]
    [InlineData("alter table section add x int")]
    [InlineData("insert into audit (seq, at) values (1, now())")]
    [InlineData("update audit set actor = 'x'")]
    [InlineData("delete from audit")]
    [InlineData("truncate audit")]
    [InlineData("update audit_head set seq = 0")]
    [InlineData("delete from organisation")]
    [InlineData("delete from person")]
    [InlineData("delete from signer_certificate")]
    [InlineData("update signer_certificate set fingerprint = sha256('x')")]
    [InlineData("delete from mandate")]
    [InlineData("update mandate set ends_at = now()")]
    [InlineData("update challenge set content = 'x'")]
    [InlineData("delete from plan")]
    [InlineData("select * from question_asker")]
    [InlineData("select * from objection_party")]
    [InlineData("update objection_party set salt = sha256('x')")]
    [InlineData("delete from section_change")]
    [InlineData("update supervisor_order set reason = 'x'")]
    [InlineData("delete from plan_decision")]
    public async Task AppRole_BeyondItsWork_IsDenied(string sql)
    {
        var app = await AppAsync();
        await using var source = NpgsqlDataSource.Create(app);

        var denied = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(source, sql));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, denied.SqlState);
    }

    private static async Task RunAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<string> AppAsync()
    {
        var connection = await postgres.CloneDatabaseAsync(
            "site-with-app",
            async c =>
            {
                await postgres.ExecuteAsync("create role site_app login password 'app'");
                SiteMigrator.Migrate(c, "site_app");
            }
        );
        return new NpgsqlConnectionStringBuilder(connection)
        {
            Username = "site_app",
            Password = "app",
        }.ConnectionString;
    }
}
