using Npgsql;
using Tender.Site.Vault;
using Tender.Vault.Client;

namespace Tender.Site.PublicSite;

/// <summary>The honest state, in words; no figure that tells of use.</summary>
public sealed class ReadStatus(NpgsqlDataSource data, VaultClient vault, VaultClock vaultClock, TimeProvider clock)
{
    private static readonly TimeSpan MostOffset = TimeSpan.FromSeconds(2);

    public async Task<StatusPage> FindAsync(CancellationToken cancel)
    {
        var reachable = await IsVaultThereAsync(cancel);
        var offset = (await vaultClock.NowAsync(cancel) - clock.GetUtcNow()).Duration();
        return new StatusPage(
            await IsDatabaseThereAsync(cancel),
            reachable,
            reachable && offset <= MostOffset,
            clock.GetUtcNow()
        );
    }

    private async Task<bool> IsVaultThereAsync(CancellationToken cancel)
    {
        try
        {
            await vault.GetTimeAsync(cancel);
            return true;
        }
        catch (VaultProblemException)
        {
            return false;
        }
    }

    private async Task<bool> IsDatabaseThereAsync(CancellationToken cancel)
    {
        try
        {
            await using var command = data.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancel);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}

/// <summary>The status page.</summary>
public sealed record StatusPage(bool Database, bool Vault, bool Clock, DateTimeOffset At);
