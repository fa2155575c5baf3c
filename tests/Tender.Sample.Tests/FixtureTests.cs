using Npgsql;
using Tender.Testing;
using Xunit;

namespace Tender.Sample.Tests;

public sealed class FixtureTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task CreateDatabase_Twice_SharesNothing()
    {
        var first = await postgres.CreateDatabaseAsync(c => ExecuteAsync(c, "create table only_here (n int)"));
        var second = await postgres.CreateDatabaseAsync();
        await ExecuteAsync(first, "insert into only_here values (1)");
        var missing = await Assert.ThrowsAsync<PostgresException>(() =>
            ExecuteAsync(second, "insert into only_here values (1)")
        );
        Assert.Equal(PostgresErrorCodes.UndefinedTable, missing.SqlState);
    }

    [Fact]
    public async Task CloneDatabase_Concurrently_MigratesOnce()
    {
        var migrations = 0;
        var clones = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(_ =>
                    postgres.CloneDatabaseAsync(
                        "clone-test",
                        c =>
                        {
                            Interlocked.Increment(ref migrations);
                            return ExecuteAsync(c, "create table t (n int)");
                        }
                    )
                )
        );
        Assert.Equal(1, migrations);
        Assert.Equal(6, clones.Distinct().Count());
        foreach (var clone in clones)
            await ExecuteAsync(clone, "insert into t values (1)");
    }

    [Fact]
    public void SeededRandom_SameSeed_SameBytesHoweverTheyAreAskedFor()
    {
        var whole = new byte[100];
        new SeededRandom(7).Fill(whole);
        var pieces = new byte[100];
        var random = new SeededRandom(7);
        random.Fill(pieces.AsSpan(0, 33));
        random.Fill(pieces.AsSpan(33));
        Assert.Equal(whole, pieces);

        var other = new byte[100];
        new SeededRandom(8).Fill(other);
        Assert.NotEqual(whole, other);
    }

    private static async Task ExecuteAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
