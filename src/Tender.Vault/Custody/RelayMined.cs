using Npgsql;
using Tender.Vault.Anchoring;

namespace Tender.Vault.Custody;

/// <summary>A seat's commitment stands on the ledger. Nothing follows here: the seat hands over its answer next.</summary>
internal sealed class RelayMined : IMinedEffect
{
    public IReadOnlyList<string> Kinds => ["relay"];

    public Task ApplyAsync(NpgsqlConnection db, MinedRow mined, CancellationToken cancel) => Task.CompletedTask;

    public void Announce(MinedRow mined)
    {
        // The seat waits for its answer by itself.
    }
}
