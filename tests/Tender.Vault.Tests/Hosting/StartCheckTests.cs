using Tender.Testing;
using Tender.Vault.Hosting;
using Tender.Vault.Tests.Kit;
using Xunit;

namespace Tender.Vault.Tests.Hosting;

/// <summary>What the vault refuses to start with.</summary>
public sealed class StartCheckTests(PostgresFixture postgres, AnvilFixture anvil)
    : IClassFixture<PostgresFixture>,
        IClassFixture<AnvilFixture>
{
    private static VaultKitOptions With(string name, string value) =>
        new()
        {
            WithKeys = false,
            Settings = new Dictionary<string, string?> { [name] = value },
        };

    [Fact]
    public async Task Start_WithADatabaseThatForgets_IsRefused()
    {
        // The cluster of the tests runs with fsync and synchronous_commit off.
        var refused = await Assert.ThrowsAsync<ConfigurationException>(() =>
            VaultKit.StartAsync(postgres, anvil, With("Vault:TolerateVolatileDatabase", "false"))
        );
        Assert.Contains("fsync = off", refused.Message, StringComparison.Ordinal);
        Assert.Contains("synchronous_commit = off", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithASchemaThatWasNotMigrated_IsRefused()
    {
        var empty = await postgres.CreateDatabaseAsync();
        await using (var source = Npgsql.NpgsqlDataSource.Create(empty))
        await using (var command = source.CreateCommand("create table schema_script (name text, hash bytea)"))
        {
            await command.ExecuteNonQueryAsync();
        }

        var refused = await Assert.ThrowsAsync<ConfigurationException>(() => VaultKit.StartAsync(empty, anvil.Url));
        Assert.Contains("0001", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/proc/version")]
    [InlineData("/dev/null/files")]
    public async Task Start_WithAFolderThatTakesNoFiles_IsRefused(string path) =>
        await Assert.ThrowsAnyAsync<IOException>(() =>
            VaultKit.StartAsync(postgres, anvil, With("Vault:FilesPath", path))
        );
}
