using Tender.Sealing;
using Tender.Vault.Anchoring;
using Tender.Vault.Hosting;
using Tender.Vault.Sessions;

namespace Tender.Vault.Openings;

internal static class OpeningRoutes
{
    private const int LongestPartial = 3 * 1024 * 1024;

    internal static void AddOpenings(this IServiceCollection services) =>
        services
            .AddSingleton<AcceptPartial>()
            .AddSingleton<SummaryReader>()
            .AddSingleton<RecordOpening>()
            .AddSingleton<EndCancelled>()
            .AddSingleton<ReadOpening>()
            .AddSingleton<StreamPart>()
            .AddSingleton<WriteBundle>()
            .AddSingleton<IMinedEffect, OpeningMined>()
            .AddStep<CombineOpenings>();

    internal static void MapOpenings(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/v1/openings/{tenderRef}",
                async (string tenderRef, int? phase, ReadOpening read, CancellationToken cancel) =>
                    Answers.Json(await read.ExecuteAsync(Answers.ParseName(tenderRef, 32), phase, cancel))
            )
            .Describe<OpeningFacts>("An opening as everybody sees it: of a phase, or of the current one");
        routes
            .MapPost("/v1/openings/{tenderRef}/{phase:int}/partials", PartialAsync)
            .Describe<PartialAnswer>("Takes a seat's partial opening (CMS)")
            .Accepts<byte[]>("application/pkcs7-mime");
        routes
            .MapGet(
                "/v1/openings/{tenderRef}/parts/{commitment}/{partId:int}",
                (
                    string tenderRef,
                    string commitment,
                    int partId,
                    Caller caller,
                    StreamPart act,
                    CancellationToken cancel
                ) =>
                    act.ExecuteAsync(
                        caller,
                        Answers.ParseName(tenderRef, 32),
                        Answers.ParseName(commitment, 32),
                        partId,
                        cancel
                    )
            )
            .Describe("Content of a part of an opened phase, for registered readers");
        routes
            .MapGet(
                "/v1/openings/{tenderRef}/bundle",
                (string tenderRef, HttpContext context, WriteBundle act, CancellationToken cancel) =>
                    act.ExecuteAsync(context.Features.Get<Caller>(), Answers.ParseName(tenderRef, 32), cancel)
            )
            .Describe("The verifier's bundle, with all phases that are opened");
    }

    private static async Task<IResult> PartialAsync(
        string tenderRef,
        int phase,
        HttpRequest request,
        Caller caller,
        AcceptPartial act,
        CancellationToken cancel
    )
    {
        var message = await Answers.ReadMessageAsync(request, LongestPartial, cancel);
        return Answers.Json(await act.ExecuteAsync(caller, Answers.ParseName(tenderRef, 32), phase, message, cancel));
    }
}
