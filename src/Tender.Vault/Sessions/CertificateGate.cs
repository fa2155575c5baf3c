using System.Collections.Concurrent;
using System.Security.Cryptography;
using Tender.Sealing;
using Tender.Vault.Faults;
using Tender.Vault.Hosting;

namespace Tender.Vault.Sessions;

/// <summary>Opens signed messages and judges who signed them, each failure with its own refusal.</summary>
internal sealed class CertificateGate(TrustSource trust)
{
    // A path and its revocation lists cost milliseconds to check; the same person signs many times in a row.
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(10);
    private const int MostKept = 4096;
    private readonly ConcurrentDictionary<string, Judged> judged = [];

    /// <summary>Opens a message whose signer counts at this instant.</summary>
    /// <exception cref="RefusedException">ET-3011 to ET-3015.</exception>
    internal (SignedMessage Message, CertificateReport Signer) Open(byte[] message, DateTimeOffset at)
    {
        SignedMessage opened;
        try
        {
            opened = CmsVerifier.Open(message);
        }
        catch (SealingException failure)
        {
            throw new RefusedException(VaultFaults.BadMessage, failure);
        }

        var report = Judge(opened, at);
        return report.IsGood ? (opened, report) : throw new RefusedException(FaultOf(report.Outcome));
    }

    private CertificateReport Judge(SignedMessage message, DateTimeOffset at)
    {
        var list = trust.Current;
        var name = Convert.ToHexString(SHA256.HashData(message.Signer.RawData));
        if (
            judged.TryGetValue(name, out var known)
            && ReferenceEquals(known.List, list)
            && at >= known.At
            && at - known.At < Kept
            && at <= known.Report.NotAfter
        )
        {
            return known.Report;
        }

        var report = list.Check(message.Signer, message.Others, at);
        // Only a good path is remembered: it holds with any certificates that come along, a missing one may be helped by others.
        if (report.IsGood)
        {
            if (judged.Count >= MostKept)
            {
                judged.Clear();
            }

            judged[name] = new Judged(list, at, report);
        }

        return report;
    }

    private sealed record Judged(TrustList List, DateTimeOffset At, CertificateReport Report);

    private static Fault FaultOf(CertificateOutcome outcome) =>
        outcome switch
        {
            CertificateOutcome.UnknownIssuer => VaultFaults.UnknownIssuer,
            CertificateOutcome.Expired or CertificateOutcome.NotYetValid => VaultFaults.CertificateExpired,
            CertificateOutcome.Revoked => VaultFaults.CertificateRevoked,
            _ => VaultFaults.CertificateUnfit,
        };
}
