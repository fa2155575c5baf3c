using Tender.Sealing;
using Tender.Vault.Database;
using Tender.Vault.Faults;
using Tender.Vault.Hosting;
using Tender.Vault.Sessions;
using Tender.Vault.Storage;

namespace Tender.Vault.Submissions;

internal static class SubmissionRoutes
{
    private const int LongestMessage = 64 * 1024;

    internal static void AddSubmissions(this IServiceCollection services) =>
        services
            .AddSingleton<SubmitStatement>()
            .AddSingleton<CommitStatement>()
            .AddSingleton<WindowSlots>()
            .AddSingleton<ReceiptWriter>()
            .AddSingleton<ReadSubmissions>();

    internal static void MapSubmissions(this IEndpointRouteBuilder routes)
    {
        routes
            .MapPost("/v1/submissions", SubmitAsync)
            .Describe<SubmissionAnswer>("Takes a signed statement: submit, replace or withdraw", 201)
            .Accepts<byte[]>("application/pkcs7-mime");
        routes
            .MapGet(
                "/v1/submissions/{receiptNo}",
                async (string receiptNo, Caller caller, ReadSubmissions read, CancellationToken cancel) =>
                    Answers.Json(await read.FindAsync(caller, Answers.ParseName(receiptNo, 16), cancel))
            )
            .Describe<SubmissionFacts>("An own statement with its receipts")
            .RequireRateLimiting(RateLimits.Account);
        routes
            .MapGet(
                "/v1/submissions",
                async (string? tenderRef, Caller caller, ReadSubmissions read, CancellationToken cancel) =>
                    Answers.Json(await read.ListAsync(caller, Answers.ParseName(tenderRef, 32), cancel))
            )
            .Describe<IReadOnlyList<SubmissionFacts>>("Own statements of a section")
            .RequireRateLimiting(RateLimits.Account);
        routes.MapGet("/v1/files/{treeRoot}", FileAsync).Describe("Own ciphertext, with ranges");
    }

    private static async Task<IResult> SubmitAsync(
        HttpRequest request,
        Caller caller,
        SubmitStatement act,
        CancellationToken cancel
    )
    {
        var key = request.Headers["Idempotency-Key"].ToString();
        var message = await Answers.ReadMessageAsync(request, LongestMessage, cancel);
        var outcome = await act.ExecuteAsync(caller, key, message, cancel);
        if (outcome.Verdict == VaultVerdict.Refused)
        {
            throw new RefusedException(VaultFaults.Late) { Refusal = outcome.Receipt };
        }

        return Answers.Json(
            new SubmissionAnswer(outcome.ReceiptNo, outcome.Verdict, outcome.Receipt),
            outcome.IsRepeat ? StatusCodes.Status200OK : StatusCodes.Status201Created
        );
    }

    private static async Task<IResult> FileAsync(
        string treeRoot,
        Caller caller,
        VaultDatabase database,
        IBlobStore store,
        CancellationToken cancel
    )
    {
        var root = Answers.ParseName(treeRoot, 32);
        await using (var db = await database.OpenAsync(cancel))
        {
            var own = await db.ScalarAsync<bool>(
                "select exists (select from stored_file where org_code = $1 and tree_root = $2)",
                cancel,
                caller.OrgCode,
                root
            );
            if (!own)
            {
                throw new RefusedException(VaultFaults.NotFound);
            }
        }

        var file =
            await store.OpenFileAsync(root, cancel)
            ?? throw new InvalidOperationException("A stored file is not in the store.");
        return Results.Stream(file, "application/octet-stream", enableRangeProcessing: true);
    }
}
