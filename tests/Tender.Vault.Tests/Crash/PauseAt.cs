using Npgsql;
using Tender.Testing;
using Tender.Vault.Database;
using Tender.Vault.Tests.Kit;

namespace Tender.Vault.Tests.Crash;

/// <summary>
/// Stops the vault in the middle of one change of a row: a trigger waits for a lock that the test holds. Killed there, its transaction
/// leaves nothing, and all that it did outside the database is done.
/// </summary>
internal sealed class PauseAt : IAsyncDisposable
{
    private const long Lock = 4711;

    // A writer may have to begin a file anew before it comes by, on a machine with other work to do.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly NpgsqlDataSource source;
    private readonly NpgsqlConnection holder;
    private readonly string table;

    private PauseAt(NpgsqlDataSource source, NpgsqlConnection holder, string table)
    {
        this.source = source;
        this.holder = holder;
        this.table = table;
    }

    /// <param name="kit">Whose database.</param>
    /// <param name="table">The table.</param>
    /// <param name="change"><c>insert</c> or <c>update</c>, perhaps with <c>when CONDITION</c>.</param>
    internal static async Task<PauseAt> BeginAsync(VaultKit kit, string table, string change)
    {
        var source = NpgsqlDataSource.Create(kit.Database);
        var holder = await source.OpenConnectionAsync();
        await holder.ExecuteAsync($"select pg_advisory_lock({Lock})", default);
        var words = change.Split(" when ");
        var condition = words.Length == 2 ? $"when ({words[1]})" : "";
        await holder.ExecuteAsync(
            $"""
            create or replace function pause_here() returns trigger language plpgsql as
                'begin perform pg_advisory_xact_lock({Lock}); return new; end';
            create trigger pause_here before {words[
                0
            ]} on {table} for each row {condition} execute function pause_here();
            """,
            default
        );
        return new PauseAt(source, holder, table);
    }

    /// <summary>Until the vault stands there.</summary>
    internal Task WaitAsync(string step) =>
        Eventually.TrueAsync(
            () =>
                holder.ScalarAsync<bool>(
                    "select exists (select from pg_locks where locktype = 'advisory' and objid = $1 and not granted)",
                    default,
                    Lock
                ),
            $"the vault stands at {step}",
            Patience
        );

    /// <summary>Ends what the killed vault had begun, as its lost connection would, and lets everything pass from now on.</summary>
    internal async Task AbandonAsync()
    {
        await holder.ExecuteAsync(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where application_name = 'Tender.Vault' and datname = current_database()
            """,
            default
        );
        await Eventually.TrueAsync(
            () =>
                holder.ScalarAsync<bool>(
                    """
                    select not exists (
                        select from pg_stat_activity where application_name = 'Tender.Vault' and datname = current_database()
                    )
                    """,
                    default
                ),
            "the connections of the killed vault are gone"
        );
        await holder.ExecuteAsync($"drop trigger pause_here on {table}; select pg_advisory_unlock({Lock})", default);
    }

    public async ValueTask DisposeAsync()
    {
        await holder.DisposeAsync();
        await source.DisposeAsync();
    }
}
