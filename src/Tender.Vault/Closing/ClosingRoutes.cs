using Tender.Sealing;
using Tender.Vault.Anchoring;
using Tender.Vault.Hosting;
using Tender.Vault.Sessions;

namespace Tender.Vault.Closing;

internal static class ClosingRoutes
{
    internal static void AddClosing(this IServiceCollection services) =>
        services
            .AddSingleton<TenderProofs>()
            .AddSingleton<ReadSet>()
            .AddSingleton<IMinedEffect, SetMined>()
            .AddStep<CloseTenders>()
            .AddStep<SealSets>();

    internal static void MapClosing(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/v1/tenders/{tenderRef}/set",
                async (string tenderRef, ReadSet read, CancellationToken cancel) =>
                    Answers.Json(await read.ExecuteAsync(Answers.ParseName(tenderRef, 32), cancel))
            )
            .Describe<SetFacts>("The closed set");
        routes
            .MapGet(
                "/v1/tenders/{tenderRef}/set/headers",
                async (string tenderRef, Caller caller, ReadSet read, CancellationToken cancel) =>
                    Answers.Json(await read.HeadersAsync(caller, Answers.ParseName(tenderRef, 32), cancel))
            )
            .Describe<SetHeaders>("Headers, statements and ledger proof of a closed set, for seats and parties");
    }
}
