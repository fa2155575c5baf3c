using Tender.Sealing;

namespace Tender.Vault.Hosting;

/// <summary>What the published contract says of a route.</summary>
internal static class RouteDescription
{
    internal static RouteHandlerBuilder Describe<T>(this RouteHandlerBuilder route, string summary, int status = 200) =>
        route.Describe(summary).Produces<T>(status, "application/json");

    internal static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, string summary) =>
        route.WithSummary(summary).Produces<ProblemFacts>(StatusCodes.Status400BadRequest, "application/problem+json");
}
