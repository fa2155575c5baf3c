using Microsoft.AspNetCore.Http.Features;
using Tender.Rules;
using Tender.Site.Shared.Text;

namespace Tender.Site.Shared.Faults;

/// <summary>
/// The outermost layer: whatever nobody answered or foresaw becomes a page (or problem+json) with an incident number. No exception text
/// reaches a person.
/// </summary>
internal sealed class FaultPages(RequestDelegate next, ILogger<FaultPages> log)
{
    /// <summary>Item of the context: the address that was asked for, while an error page is made.</summary>
    public const string OriginalPath = "original-path";

    public async Task InvokeAsync(HttpContext context, FaultWriter writer)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            context.Response.StatusCode = StatusOf(failure);
            if (context.Response.StatusCode >= 500)
            {
                log.LogError(failure, "Incident {Incident}", FaultWriter.Incident(context));
            }
        }

        if (IsUnanswered(context.Response))
        {
            await AnswerAsync(context, writer);
        }
    }

    private static int StatusOf(Exception failure) =>
        failure switch
        {
            BadHttpRequestException bad => bad.StatusCode,
            InvalidDataException => StatusCodes.Status413PayloadTooLarge,
            // A body that ends before its form does.
            IOException { Source: "Microsoft.AspNetCore.WebUtilities" } => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status500InternalServerError,
        };

    private static bool IsUnanswered(HttpResponse response) =>
        response is { HasStarted: false, StatusCode: >= 400 and < 600, ContentLength: null or 0 }
        && string.IsNullOrEmpty(response.ContentType);

    private async Task AnswerAsync(HttpContext context, FaultWriter writer)
    {
        var status = context.Response.StatusCode;
        if (FaultWriter.WantsJson(context.Request))
        {
            await writer.WriteAsync(context, JsonFinding(status, FaultWriter.Incident(context)), status);
            return;
        }

        context.Items[OriginalPath] = context.Request.Path;
        context.Request.Path = $"/{Lang.Of(context.Request.Path)}/fault/{status}";
        context.Request.QueryString = QueryString.Empty;
        context.Request.Method = HttpMethods.Get;
        context.Request.Body = Stream.Null;
        context.Request.ContentType = null;
        context.Features.Set<IFormFeature>(null);
        context.SetEndpoint(null);
        context.Request.RouteValues.Clear();
        await next(context);
    }

    private static Finding JsonFinding(int status, string incident) =>
        status switch
        {
            StatusCodes.Status404NotFound => new("ET-4004"),
            StatusCodes.Status403Forbidden => new("ET-2020"),
            StatusCodes.Status401Unauthorized => new("ET-2021"),
            StatusCodes.Status429TooManyRequests => new("ET-9004"),
            >= 500 => new("ET-9001", incident),
            _ => new("ET-1900"),
        };
}
