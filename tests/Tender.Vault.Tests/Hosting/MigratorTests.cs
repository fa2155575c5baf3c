using Npgsql;
using Tender.Testing;
using Tender.Vault.Database;
using Xunit;

namespace Tender.Vault.Tests.Hosting;

public sealed class MigratorTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task Script_ThatChangedAfterItWasRun_StopsEverything()
    {
        var database = await postgres.CreateDatabaseAsync(c => Migrator.RunAsync(c, c, default));
        await using (var source = NpgsqlDataSource.Create(database))
        await using (var db = await source.OpenConnectionAsync())
        {
            await db.ExecuteAsync("update schema_script set hash = sha256('other') where name like '0003%'", default);
        }

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Migrator.RunAsync(database, database, default)
        );
        Assert.Contains("0003", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Script_OfANewerProgram_StopsEverything()
    {
        var database = await postgres.CreateDatabaseAsync(c => Migrator.RunAsync(c, c, default));
        await using (var source = NpgsqlDataSource.Create(database))
        await using (var db = await source.OpenConnectionAsync())
        {
            await db.ExecuteAsync("insert into schema_script values ('9999_later.sql', sha256('x'))", default);
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => Migrator.RunAsync(database, database, default));
    }
}
