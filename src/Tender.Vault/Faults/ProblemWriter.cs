using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;
using Tender.Sealing;
using Tender.Vault.Storage;

namespace Tender.Vault.Faults;

/// <summary>The one place where a refusal becomes an answer (RFC 9457). No exception's text reaches a person.</summary>
internal sealed partial class ProblemWriter(ILogger<ProblemWriter> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception failure, CancellationToken cancel)
    {
        if (failure is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
            return true;
        }

        var refused = failure as RefusedException ?? new RefusedException(FaultOf(failure), failure);
        if (refused.Fault.Status >= 500)
        {
            Failed(refused.Fault.Code, context.TraceIdentifier, failure);
        }

        await WriteAsync(context, refused, cancel);
        return true;
    }

    internal static Task WriteAsync(HttpContext context, RefusedException refused, CancellationToken cancel)
    {
        var fault = refused.Fault;
        var response = context.Response;
        response.Clear();
        response.StatusCode = fault.Status;
        response.ContentType = "application/problem+json";
        response.Headers.CacheControl = "no-store";
        if (refused.RetryAfter is { } later)
        {
            response.Headers.RetryAfter = ((int)Math.Ceiling(later.TotalSeconds)).ToString(
                CultureInfo.InvariantCulture
            );
        }

        var facts = new ProblemFacts
        {
            Type = $"/problems/{fault.Code}",
            Title = fault.Title,
            Status = fault.Status,
            Code = fault.Code,
            Zh = fault.Zh,
            En = fault.En,
            Trace = context.TraceIdentifier,
            // A null array would become an empty message, and an empty message is a refusal that nobody signed.
            Refusal = refused.Refusal is { } refusal ? (ReadOnlyMemory<byte>?)refusal : null,
        };
        var body = WireJson.Write(facts);
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, cancel).AsTask();
    }

    private static Fault FaultOf(Exception failure) =>
        failure switch
        {
            StorageFaultException => VaultFaults.NotDurable,
            BadHttpRequestException { StatusCode: 413 } => VaultFaults.TooLong,
            BadHttpRequestException => VaultFaults.BadRequest,
            // A commit that the machine kept waiting was ended, so that its window could be cut: nothing of it is there, it may be sent again.
            PostgresException { SqlState: "25P03" } => VaultFaults.Unavailable,
            // A broken rule of the schema is our fault; everything else that the database says is its being away or overloaded.
            PostgresException { SqlState: ['2', ..] or ['4', '2', ..] } => VaultFaults.Internal,
            NpgsqlException or TimeoutException => VaultFaults.Unavailable,
            _ => VaultFaults.Internal,
        };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Code} {Trace}")]
    private partial void Failed(string code, string trace, Exception failure);
}
