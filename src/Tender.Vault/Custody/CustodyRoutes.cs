using Tender.Sealing;
using Tender.Vault.Anchoring;
using Tender.Vault.Hosting;
using Tender.Vault.Sessions;

namespace Tender.Vault.Custody;

internal static class CustodyRoutes
{
    private const int LongestTransaction = 64 * 1024;

    internal static void AddCustody(this IServiceCollection services) =>
        services.AddSingleton<ReadWork>().AddSingleton<RelayTransaction>().AddSingleton<IMinedEffect, RelayMined>();

    internal static void MapCustody(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/v1/custody/work",
                async (Caller caller, ReadWork read, CancellationToken cancel) =>
                    Answers.Json(await read.ExecuteAsync(caller, cancel))
            )
            .Describe<CustodyWork>("Sets that wait for the caller's seat")
            .RequireRateLimiting(RateLimits.Account);
        routes
            .MapPost(
                "/v1/relay",
                async (HttpRequest request, Caller caller, RelayTransaction act, CancellationToken cancel) =>
                {
                    var body = await Answers.ReadJsonAsync<RelayRequest>(request, LongestTransaction, cancel);
                    return Answers.Json(await act.ExecuteAsync(caller, body.RawTransaction, cancel));
                }
            )
            .Describe<RelayAnswer>("Passes a seat's signed transaction on and waits until it is mined")
            .Accepts<RelayRequest>("application/json");
    }
}
