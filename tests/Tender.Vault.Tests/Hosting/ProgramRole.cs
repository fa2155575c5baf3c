using Npgsql;
using Tender.Vault.Database;
using Tender.Vault.Tests.Kit;
using Xunit;

namespace Tender.Vault.Tests.Hosting;

/// <summary>A role with exactly the rights that the scripts grant to the program.</summary>
internal sealed class ProgramRole : IAsyncDisposable
{
    private readonly NpgsqlDataSource source;

    private ProgramRole(NpgsqlDataSource source) => this.source = source;

    /// <summary>Runs all scripts into a fresh database for a role that is not its owner.</summary>
    internal static async Task<ProgramRole> CreateAsync(VaultKit kit)
    {
        var owner = new NpgsqlConnectionStringBuilder(kit.Database);
        var role = "program_" + owner.Database;
        await using var admin = NpgsqlDataSource.Create(kit.Database);
        await using var db = await admin.OpenConnectionAsync();
        await db.ExecuteAsync($"create role {role} login password 'test'", default);
        await db.ExecuteAsync($"create database {role}", default);
        owner.Database = role;
        var program = new NpgsqlConnectionStringBuilder(owner.ConnectionString) { Username = role, Password = "test" };
        await Migrator.RunAsync(owner.ConnectionString, program.ConnectionString, default);
        // Again: nothing to do.
        await Migrator.RunAsync(owner.ConnectionString, program.ConnectionString, default);
        return new ProgramRole(NpgsqlDataSource.Create(program.ConnectionString));
    }

    internal async Task DeniedAsync(string sql)
    {
        var failure = await Assert.ThrowsAsync<PostgresException>(() => AllowedAsync(sql));
        Assert.True(failure.SqlState == PostgresErrorCodes.InsufficientPrivilege, $"{sql}: {failure.Message}");
    }

    internal async Task AllowedAsync(string sql)
    {
        await using var db = await source.OpenConnectionAsync();
        await db.ExecuteAsync(sql, default);
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
