using System.Globalization;
using Tender.Sealing;
using Tender.Vault.Faults;
using Tender.Vault.Hosting;
using Tender.Vault.Sessions;

namespace Tender.Vault.Uploads;

/// <summary>tus 1.0.0: core, creation, checksum, expiration, termination.</summary>
internal static class UploadRoutes
{
    private const string Version = "1.0.0";

    internal static void AddUploads(this IServiceCollection services) =>
        services
            .AddSingleton<WriterLocks>()
            .AddSingleton<FileHashers>()
            .AddSingleton<CreateUpload>()
            .AddSingleton<ReceivePiece>()
            .AddSingleton<StoreFile>()
            .AddSingleton<ReadUpload>()
            .AddSingleton<TerminateUpload>()
            .AddStep<SweepUploads>();

    internal static void MapUploads(this IEndpointRouteBuilder routes)
    {
        var tus = routes.MapGroup("/v1/uploads").AddEndpointFilter(SpeakTusAsync);
        routes
            .MapMethods(
                "/v1/uploads",
                [HttpMethods.Options],
                (HttpContext context, VaultOptions options) => Offer(context, options)
            )
            .Describe("What this tus server can do");
        tus.MapPost("", CreateAsync).Describe("Opens an upload (tus creation)").RequireRateLimiting(RateLimits.Account);
        tus.MapMethods("/{id}", [HttpMethods.Head], HeadAsync).Describe("Tells the durable offset (tus core)");
        tus.MapPatch("/{id}", PatchAsync)
            .Describe("Takes the next bytes (tus core, checksum)")
            .WithMetadata(new SlowBody());
        tus.MapDelete("/{id}", DeleteAsync).Describe("Forgets an upload (tus termination)");
        routes
            .MapGet(
                "/v1/uploads/{id}",
                async (string id, Caller caller, ReadUpload read, CancellationToken cancel) =>
                    Answers.Json((await read.ExecuteAsync(caller, Answers.ParseName(id, 16), cancel)).ToFacts())
            )
            .Describe<UploadFacts>("An upload of the caller")
            .RequireRateLimiting(RateLimits.Account);
    }

    private static async ValueTask<object?> SpeakTusAsync(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    )
    {
        var http = context.HttpContext;
        http.Response.OnStarting(() =>
        {
            http.Response.Headers["Tus-Resumable"] = Version;
            if (http.Response.StatusCode == StatusCodes.Status412PreconditionFailed)
            {
                http.Response.Headers["Tus-Version"] = Version;
            }

            return Task.CompletedTask;
        });
        return http.Request.Headers["Tus-Resumable"] == Version
            ? await next(context)
            : throw new RefusedException(VaultFaults.TusVersion);
    }

    private static IResult Offer(HttpContext context, VaultOptions options)
    {
        var headers = context.Response.Headers;
        headers["Tus-Resumable"] = Version;
        headers["Tus-Version"] = Version;
        headers["Tus-Extension"] = "creation,checksum,expiration,termination";
        headers["Tus-Checksum-Algorithm"] = "sha256";
        headers["Tus-Max-Size"] = options.LongestFile.ToString(CultureInfo.InvariantCulture);
        return Results.NoContent();
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context,
        Caller caller,
        CreateUpload act,
        CancellationToken cancel
    )
    {
        var upload = await act.ExecuteAsync(caller, context.Request, cancel);
        Show(context.Response, upload);
        return Results.Created($"/v1/uploads/{upload.Name}", null);
    }

    private static async Task<IResult> HeadAsync(
        string id,
        HttpContext context,
        Caller caller,
        ReadUpload read,
        CancellationToken cancel
    )
    {
        var upload = await read.ExecuteAsync(caller, Answers.ParseName(id, 16), cancel);
        Show(context.Response, upload);
        context.Response.Headers["Upload-Length"] = upload.Length.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Ok();
    }

    private static async Task<IResult> PatchAsync(
        string id,
        HttpContext context,
        Caller caller,
        ReceivePiece act,
        CancellationToken cancel
    )
    {
        var piece = PieceHeaders.Read(context.Request);
        var upload = await act.ExecuteAsync(caller, Answers.ParseName(id, 16), piece, cancel);
        Show(context.Response, upload);
        return Results.NoContent();
    }

    private static async Task<IResult> DeleteAsync(
        string id,
        Caller caller,
        TerminateUpload act,
        CancellationToken cancel
    )
    {
        await act.ExecuteAsync(caller, Answers.ParseName(id, 16), cancel);
        return Results.NoContent();
    }

    private static void Show(HttpResponse response, UploadRow upload)
    {
        response.Headers["Upload-Offset"] = upload.Received.ToString(CultureInfo.InvariantCulture);
        response.Headers["Upload-Expires"] = upload.ExpiresAt.ToString("R", CultureInfo.InvariantCulture);
    }
}
