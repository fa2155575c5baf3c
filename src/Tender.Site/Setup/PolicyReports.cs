using System.Text.Json;

namespace Tender.Site.Setup;

/// <summary>Takes the reports of browsers about what a content policy stopped. Query strings are cut: they may hold what a person typed.</summary>
internal static class PolicyReports
{
    private const int MaxBytes = 16 * 1024;

    public static async Task<IResult> TakeAsync(HttpContext context, ILogger<SiteOptions> log)
    {
        if (context.Request.ContentLength is null or > MaxBytes)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        try
        {
            using var reports = await JsonDocument.ParseAsync(
                context.Request.Body,
                new JsonDocumentOptions { MaxDepth = 8 },
                context.RequestAborted
            );
            foreach (var report in Each(reports.RootElement).Take(10))
            {
                log.LogWarning(
                    "Policy stopped {Directive} on {Page}: {Blocked}",
                    Text(report, "effectiveDirective"),
                    Path(Text(report, "documentURL")),
                    Path(Text(report, "blockedURL"))
                );
            }
        }
        catch (JsonException)
        {
            return Results.BadRequest();
        }

        return Results.NoContent();
    }

    private static IEnumerable<JsonElement> Each(JsonElement root) =>
        root.ValueKind == JsonValueKind.Array
            ? root.EnumerateArray()
                .Where(r => r.ValueKind == JsonValueKind.Object && r.TryGetProperty("body", out _))
                .Select(r => r.GetProperty("body"))
            : [];

    private static string Text(JsonElement report, string name) =>
        report.ValueKind == JsonValueKind.Object
        && report.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";

    private static string Path(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed) ? parsed.GetLeftPart(UriPartial.Path)
        : url.Length > 40 ? url[..40]
        : url;
}
