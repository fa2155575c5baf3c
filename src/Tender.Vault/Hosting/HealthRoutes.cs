using Tender.Vault.Anchoring;
using Tender.Vault.Database;
using Tender.Vault.Faults;
using Tender.Vault.Storage;

namespace Tender.Vault.Hosting;

internal static class HealthRoutes
{
    internal static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz/live", () => Answers.Json(new Health("live", null))).ExcludeFromDescription();
        routes
            .MapGet(
                "/healthz/ready",
                async (VaultDatabase database, IBlobStore store, LedgerGate gate, CancellationToken cancel) =>
                {
                    await using var db = await database.OpenAsync(cancel);
                    if (await db.ScalarAsync<int>("select 1", cancel) != 1)
                    {
                        throw new RefusedException(VaultFaults.Unavailable);
                    }

                    await store.ProbeAsync(cancel);
                    // A chain that is away delays proofs, not acknowledgements.
                    return Answers.Json(new Health("ready", gate.IsOpen ? "reached" : "away"));
                }
            )
            .ExcludeFromDescription();
    }

    private sealed record Health(string Status, string? Ledger);
}
