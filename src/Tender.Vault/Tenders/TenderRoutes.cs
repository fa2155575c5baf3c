using Tender.Sealing;
using Tender.Vault.Anchoring;
using Tender.Vault.Hosting;

namespace Tender.Vault.Tenders;

internal static class TenderRoutes
{
    private const int LongestOrder = 64 * 1024;

    internal static void AddTenders(this IServiceCollection services) =>
        services
            .AddSingleton<RegisterTender>()
            .AddSingleton<ChangeTender>()
            .AddSingleton<ReadTender>()
            .AddSingleton<IMinedEffect, OrderMined>()
            .AddSingleton<IMinedEffect, KeyMined>()
            .AddStep<BindKeys>();

    internal static void MapTenders(this IEndpointRouteBuilder routes)
    {
        routes
            .MapPost(
                "/v1/tenders",
                async (HttpRequest request, RegisterTender act, CancellationToken cancel) =>
                {
                    var message = await Answers.ReadMessageAsync(request, LongestOrder, cancel);
                    var (row, isNew) = await act.ExecuteAsync(message, cancel);
                    return Answers.Json(row.ToFacts(), isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
                }
            )
            .Describe<TenderFacts>("Registers a section (signed order of a trading system)", 201)
            .Accepts<byte[]>("application/pkcs7-mime");
        routes
            .MapPost(
                "/v1/tenders/{tenderRef}/changes",
                async (string tenderRef, HttpRequest request, ChangeTender act, CancellationToken cancel) =>
                {
                    var message = await Answers.ReadMessageAsync(request, LongestOrder, cancel);
                    return Answers.Json(
                        (await act.ExecuteAsync(Answers.ParseName(tenderRef, 32), message, cancel)).ToFacts()
                    );
                }
            )
            .Describe<TenderFacts>("Extends, holds, resumes or cancels a section (signed order)")
            .Accepts<byte[]>("application/pkcs7-mime");
        routes
            .MapGet(
                "/v1/tenders/{tenderRef}",
                async (string tenderRef, ReadTender read, CancellationToken cancel) =>
                    Answers.Json((await read.ExecuteAsync(Answers.ParseName(tenderRef, 32), cancel)).ToFacts())
            )
            .Describe<TenderFacts>("Public facts of a section");
    }
}
