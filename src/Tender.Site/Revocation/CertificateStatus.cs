using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Tender.Sealing;

namespace Tender.Site.Revocation;

/// <summary>
/// Asks the services that certificates name: OCSP first, then revocation lists. Answers are kept for ten minutes at most, silence for half a
/// minute, so that a dead service does not slow down every sign-in.
/// </summary>
public sealed class CertificateStatus(
    StatusClient client,
    IRandom random,
    TimeProvider clock,
    ILogger<CertificateStatus> log
)
{
    public static readonly TimeSpan Keep = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan KeepSilence = TimeSpan.FromSeconds(30);
    private const int MostKept = 10_000;
    private readonly ConcurrentDictionary<string, Kept> kept = new();

    /// <summary>The worst answer along a path from the signer's certificate to a root; silent where no service is named.</summary>
    /// <param name="path">Certificates, each issued by the next, already found by a chain that holds.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<StatusOutcome> AskAsync(IReadOnlyList<X509Certificate2> path, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(path);
        var worst = path.Count < 2 ? StatusOutcome.Unusable : StatusOutcome.Good;
        for (var i = 0; i + 1 < path.Count; i++)
        {
            var outcome = await AskAsync(path[i], path[i + 1], cancel);
            if (outcome is StatusOutcome.Revoked or StatusOutcome.Unknown)
            {
                return outcome;
            }

            worst = outcome == StatusOutcome.Good ? worst : outcome;
        }

        return worst;
    }

    private async Task<StatusOutcome> AskAsync(
        X509Certificate2 certificate,
        X509Certificate2 issuer,
        CancellationToken cancel
    )
    {
        var now = clock.GetUtcNow();
        var key = certificate.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256);
        if (kept.TryGetValue(key, out var known) && now < known.Until)
        {
            return known.Outcome;
        }

        var answer = await FetchAsync(certificate, issuer, now, cancel);
        var until = now + (answer.Outcome == StatusOutcome.Unusable ? KeepSilence : Keep);
        if (kept.Count > MostKept)
        {
            kept.Clear();
        }

        kept[key] = new Kept(answer.Outcome, answer.ValidUntil < until ? answer.ValidUntil.Value : until);
        return answer.Outcome;
    }

    private async Task<StatusAnswer> FetchAsync(
        X509Certificate2 certificate,
        X509Certificate2 issuer,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var source = StatusSource.Of(certificate);
        var answer = new StatusAnswer(StatusOutcome.Unusable, null, "no service named");
        foreach (var service in source.Ocsp)
        {
            var question = new OcspQuestion(certificate, issuer, random.Bytes(32));
            answer = Heard(await client.AskAsync(service, question.Encode(), cancel), der => question.Read(der, now));
            if (IsUsable(answer, service))
            {
                return answer;
            }
        }

        foreach (var list in source.Lists)
        {
            answer = Heard(await client.GetAsync(list, cancel), der => CrlAnswer.Read(der, certificate, issuer, now));
            if (IsUsable(answer, list))
            {
                return answer;
            }
        }

        return answer;
    }

    private static StatusAnswer Heard(byte[]? der, Func<byte[], StatusAnswer> read) =>
        der is null ? new StatusAnswer(StatusOutcome.Unusable, null, "no answer in time") : read(der);

    private bool IsUsable(StatusAnswer answer, Uri service)
    {
        if (answer.Outcome == StatusOutcome.Unusable)
        {
            log.LogWarning("Status service {Host} gave nothing usable: {Problem}", service.Host, answer.Problem);
            return false;
        }

        return true;
    }

    private sealed record Kept(StatusOutcome Outcome, DateTimeOffset Until);
}
