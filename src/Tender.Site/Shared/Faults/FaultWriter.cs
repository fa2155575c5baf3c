using System.Diagnostics;
using Tender.Rules;
using Tender.Site.Setup;

namespace Tender.Site.Shared.Faults;

/// <summary>Writes a refusal for programs: RFC 9457 with our code and both texts.</summary>
public sealed class FaultWriter(FaultCatalogue catalogue)
{
    private const string IncidentKey = "incident";

    /// <summary>Number under which the log keeps this request.</summary>
    public static string Incident(HttpContext context)
    {
        if (context.Items.TryGetValue(IncidentKey, out var known))
        {
            return (string)known!;
        }

        var trace = Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
        var incident = (trace.Length > 12 ? trace[..12] : trace).ToUpperInvariant();
        context.Items[IncidentKey] = incident;
        return incident;
    }

    /// <summary>Whether the other side is a program: it asked for JSON, or for an address that is JSON.</summary>
    public static bool WantsJson(HttpRequest request) =>
        request.Path.Value?.EndsWith(".json", StringComparison.Ordinal) == true
        || request.GetTypedHeaders().Accept.FirstOrDefault()?.MediaType.Value
            is "application/json"
                or "application/problem+json";

    public object Problem(HttpContext context, Finding finding, int status) =>
        new
        {
            type = "about:blank",
            title = catalogue.Text(finding),
            status,
            code = finding.RuleId,
            zh = catalogue.TextIn(Languages.Chinese, finding),
            en = catalogue.TextIn(Languages.English, finding),
            trace = Incident(context),
        };

    /// <summary>Writes a problem with the status that the answer already had.</summary>
    public async Task WriteAsync(HttpContext context, Finding finding, int status)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.StatusCode = status;
        await context.Response.WriteAsJsonAsync(
            Problem(context, finding, status),
            options: null,
            contentType: "application/problem+json",
            context.RequestAborted
        );
    }
}
