using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Tender.Vault.Faults;
using Tender.Vault.Sessions;

namespace Tender.Vault.Hosting;

/// <summary>
/// How often somebody may ask: by account where there is one, by network for challenges. Statements, answers and relays are never
/// counted by address: the bidders of a city share one.
/// </summary>
internal static class RateLimits
{
    internal const string Challenges = "challenges";
    internal const string Account = "account";

    internal static void AddRateLimits(this IServiceCollection services, LimitOptions limits) =>
        services.AddRateLimiter(limiter =>
        {
            limiter.AddPolicy(
                Challenges,
                c => Window(Network(c.Connection.RemoteIpAddress), limits.ChallengesPerMinute)
            );
            limiter.AddPolicy(Account, c => Window(c.Features.Get<Caller>()?.OrgCode ?? "", limits.CallsPerMinute));
            limiter.OnRejected = async (context, cancel) =>
            {
                var later = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after)
                    ? after
                    : TimeSpan.FromSeconds(10);
                await ProblemWriter.WriteAsync(
                    context.HttpContext,
                    new RefusedException(VaultFaults.TooMany) { RetryAfter = later },
                    cancel
                );
            };
        });

    private static RateLimitPartition<string> Window(string key, int perMinute) =>
        RateLimitPartition.GetTokenBucketLimiter(
            key,
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = perMinute,
                TokensPerPeriod = Math.Max(1, perMinute / 12),
                ReplenishmentPeriod = TimeSpan.FromSeconds(5),
                QueueLimit = 0,
            }
        );

    /// <summary>The /24 or /48 that an address lies in.</summary>
    private static string Network(IPAddress? address)
    {
        if (address is null)
        {
            return "";
        }

        var bytes = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();
        var kept = bytes.Length == 4 ? 3 : 6;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(address.AddressFamily == AddressFamily.InterNetwork ? 4 : 6)}:{Convert.ToHexString(bytes[..kept])}"
        );
    }
}
