using Tender.Sealing;
using Tender.Vault.Anchoring;
using Tender.Vault.Hosting;
using Tender.Vault.Sessions;

namespace Tender.Vault.Closing;

internal static class ClosingRoutes
{
    private const int LongestOrder = PhaseOrder.MaxLength + 64 * 1024;

    internal static void AddClosing(this IServiceCollection services) =>
        services
            .AddSingleton<TenderProofs>()
            .AddSingleton<ReadSet>()
            .AddSingleton<OpenPhase>()
            .AddSingleton<IMinedEffect, SetMined>()
            .AddStep<CloseTenders>()
            .AddStep<SealSets>();

    internal static void MapClosing(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/v1/tenders/{tenderRef}/set",
                async (string tenderRef, int? phase, ReadSet read, CancellationToken cancel) =>
                    Answers.Json(await read.ExecuteAsync(Answers.ParseName(tenderRef, 32), phase, cancel))
            )
            .Describe<SetFacts>("The closed set of a phase; without one of the current phase");
        routes
            .MapGet(
                "/v1/tenders/{tenderRef}/set/headers",
                async (string tenderRef, int? phase, Caller caller, ReadSet read, CancellationToken cancel) =>
                    Answers.Json(await read.HeadersAsync(caller, Answers.ParseName(tenderRef, 32), phase, cancel))
            )
            .Describe<SetHeaders>("Headers, statements and ledger proof of a closed set, for seats and parties");
        routes
            .MapPost(
                "/v1/tenders/{tenderRef}/phases",
                async (string tenderRef, HttpRequest request, OpenPhase act, CancellationToken cancel) =>
                {
                    var message = await Answers.ReadMessageAsync(request, LongestOrder, cancel);
                    var (row, isNew) = await act.ExecuteAsync(Answers.ParseName(tenderRef, 32), message, cancel);
                    return Answers.Json(row.ToFacts(), isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
                }
            )
            .Describe<TenderFacts>("Opens the next phase for the bids that go on (signed order)", 201)
            .Accepts<byte[]>("application/pkcs7-mime");
    }
}
