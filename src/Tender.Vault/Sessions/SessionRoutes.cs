using Tender.Sealing;
using Tender.Vault.Hosting;

namespace Tender.Vault.Sessions;

internal static class SessionRoutes
{
    private const int LongestBody = 64 * 1024;

    internal static void AddSessions(this IServiceCollection services) =>
        services
            .AddSingleton<SessionGate>()
            .AddSingleton<CertificateGate>()
            .AddSingleton<IssueChallenge>()
            .AddSingleton<OpenSession>();

    internal static void MapSessions(this IEndpointRouteBuilder routes)
    {
        routes
            .MapPost(
                "/v1/sessions/challenges",
                async (HttpRequest request, IssueChallenge act, CancellationToken cancel) =>
                {
                    var body = await Answers.ReadJsonAsync<ChallengeRequest>(request, LongestBody, cancel);
                    return Answers.Json(await act.ExecuteAsync(body, cancel), StatusCodes.Status201Created);
                }
            )
            .Describe<ChallengeFacts>("Draws a challenge to sign", StatusCodes.Status201Created)
            .Accepts<ChallengeRequest>("application/json")
            .RequireRateLimiting(RateLimits.Challenges);
        routes
            .MapPost(
                "/v1/sessions",
                async (HttpRequest request, OpenSession act, CancellationToken cancel) =>
                {
                    var body = await Answers.ReadJsonAsync<SessionRequest>(request, LongestBody, cancel);
                    return Answers.Json(await act.ExecuteAsync(body, cancel), StatusCodes.Status201Created);
                }
            )
            .Describe<SessionFacts>("Opens a session with a signed challenge", StatusCodes.Status201Created)
            .Accepts<SessionRequest>("application/json")
            .RequireRateLimiting(RateLimits.Challenges);
        routes
            .MapGet(
                "/v1/time",
                (VaultClock clock, VaultOptions options) =>
                    Answers.Json(new VaultTime(clock.Now, options.ClockOffsetMs))
            )
            .Describe<VaultTime>("The vault's clock");
    }
}
