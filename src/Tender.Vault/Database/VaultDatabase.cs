using Npgsql;

namespace Tender.Vault.Database;

/// <summary>Connections of the program's role.</summary>
internal sealed class VaultDatabase(NpgsqlDataSource source) : IAsyncDisposable
{
    /// <summary>A connection for statements that stand alone.</summary>
    internal async Task<NpgsqlConnection> OpenAsync(CancellationToken cancel) =>
        await source.OpenConnectionAsync(cancel);

    public ValueTask DisposeAsync() => source.DisposeAsync();

    /// <summary>A transaction (READ COMMITTED); without <see cref="Work.CommitAsync"/> it leaves nothing.</summary>
    internal async Task<Work> BeginAsync(CancellationToken cancel)
    {
        var connection = await source.OpenConnectionAsync(cancel);
        try
        {
            return new Work(connection, await connection.BeginTransactionAsync(cancel));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}

/// <summary>One transaction.</summary>
internal sealed class Work(NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
{
    internal NpgsqlConnection Db => connection;

    internal Task CommitAsync(CancellationToken cancel) => transaction.CommitAsync(cancel);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
