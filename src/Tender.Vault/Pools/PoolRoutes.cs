using Tender.Sealing;
using Tender.Vault.Hosting;
using Tender.Vault.Sessions;

namespace Tender.Vault.Pools;

internal static class PoolRoutes
{
    private const int LongestMessage = 64 * 1024;
    private const int LongestRound = 4 * 1024 * 1024;

    internal static void AddPools(this IServiceCollection services) =>
        services
            .AddSingleton<ReadPool>()
            .AddSingleton<ReadKeySet>()
            .AddSingleton<JoinPool>()
            .AddSingleton<PoolMessages>()
            .AddStep<OpenPools>();

    internal static void MapPools(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/v1/keysets/{keySetId}",
                async (string keySetId, ReadKeySet read, CancellationToken cancel) =>
                    Answers.Json(await read.ExecuteAsync(Answers.ParseName(keySetId, 32), cancel))
            )
            .Describe<KeySetFacts>("A key set with its proof");
        var pools = routes.MapGroup("/v1/pools").RequireRateLimiting(RateLimits.Account);
        pools
            .MapGet(
                "/current",
                async (Caller caller, ReadPool read, CancellationToken cancel) =>
                    Answers.Json(await read.CurrentAsync(caller, cancel))
            )
            .Describe<PoolFacts>("The open or newest key ceremony, for its seats");
        pools
            .MapPost(
                "/{poolId}/seats",
                async (string poolId, HttpRequest request, Caller caller, JoinPool act, CancellationToken cancel) =>
                {
                    var message = await Answers.ReadMessageAsync(request, LongestMessage, cancel);
                    var pool = await act.ExecuteAsync(caller, Answers.ParseName(poolId, 16), message, cancel);
                    return Answers.Json(pool.ToFacts());
                }
            )
            .Describe<PoolFacts>("A seat joins (signed statement)")
            .Accepts<byte[]>("application/pkcs7-mime");
        MapRounds(pools);
    }

    private static void MapRounds(RouteGroupBuilder pools)
    {
        pools
            .MapPost(
                "/{poolId}/round1",
                async (string poolId, HttpRequest request, Caller caller, PoolMessages act, CancellationToken cancel) =>
                {
                    var deal = await Answers.ReadJsonAsync<PoolDeal>(request, LongestRound, cancel);
                    var pool = await act.DealAsync(caller, Answers.ParseName(poolId, 16), deal, cancel);
                    return Answers.Json(pool.ToFacts());
                }
            )
            .Describe<PoolFacts>("Messages of round 1")
            .Accepts<PoolDeal>("application/json");
        pools
            .MapGet(
                "/{poolId}/round1",
                async (string poolId, Caller caller, ReadPool read, CancellationToken cancel) =>
                    Answers.Json(await read.DealsAsync(caller, Answers.ParseName(poolId, 16), cancel))
            )
            .Describe<PoolDeals>("Everybody's messages of round 1, when all are in");
        pools
            .MapPost(
                "/{poolId}/round3",
                async (string poolId, HttpRequest request, Caller caller, PoolMessages act, CancellationToken cancel) =>
                {
                    var signatures = await Answers.ReadJsonAsync<PoolSignatures>(request, LongestRound, cancel);
                    var pool = await act.SignAsync(caller, Answers.ParseName(poolId, 16), signatures, cancel);
                    return Answers.Json(pool.ToFacts());
                }
            )
            .Describe<PoolFacts>("Signatures of round 3")
            .Accepts<PoolSignatures>("application/json");
    }
}
