using System.Security.Cryptography.X509Certificates;
using Tender.Rules;
using Tender.Sealing;
using Tender.Site.Shared.Faults;
using Tender.Site.Trust;

namespace Tender.Site.Administration;

/// <summary>A proposal as it is typed: a certificate to add, or the fingerprint of one to take off.</summary>
public sealed class TrustForm
{
    private const int LongestReason = 500;
    private const int LongestPem = 16 * 1024;

    public Guid Id { get; set; }

    /// <summary>PEM of the authority to add.</summary>
    public string? Pem { get; set; }

    /// <summary>Fingerprint (hex) of the authority to take off; empty when one is added.</summary>
    public string? Remove { get; set; }

    public string? Reason { get; set; }

    public TrustChangeKind Kind => string.IsNullOrEmpty(Remove) ? TrustChangeKind.Add : TrustChangeKind.Remove;

    /// <summary>The certificate and the reason, if they can be taken.</summary>
    /// <exception cref="Refused">All findings of the form at once.</exception>
    public (X509Certificate2 Certificate, string Reason) Read(IReadOnlyList<ListedAuthority> list, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(list);
        var findings = new List<Finding>();
        var reason = ReadReason(findings);
        var certificate = Kind == TrustChangeKind.Add ? ReadNew(list, now, findings) : ReadOld(list, findings);
        return findings.Count > 0 ? throw new Refused([.. findings]) : (certificate!, reason);
    }

    private string ReadReason(List<Finding> findings)
    {
        var text = (Reason ?? "").Trim().Normalize().ReplaceLineEndings("\n");
        var field = new FieldName(nameof(Reason));
        if (text.Length == 0)
        {
            findings.Add(new Finding("ET-1001", field) { Field = nameof(Reason) });
        }
        else if (text.Length > LongestReason)
        {
            findings.Add(new Finding("ET-1002", field, LongestReason) { Field = nameof(Reason) });
        }

        return text;
    }

    private X509Certificate2? ReadNew(IReadOnlyList<ListedAuthority> list, DateTimeOffset now, List<Finding> findings)
    {
        var certificate = Pem is { Length: > 0 and <= LongestPem } ? AuthorityCertificate.Read(Pem) : null;
        var code = certificate is null
            ? "ET-1024"
            : AuthorityCertificate.Check(certificate, now) switch
            {
                AuthorityOutcome.NoAuthority => "ET-1025",
                AuthorityOutcome.WeakKey => "ET-1026",
                AuthorityOutcome.BrokenSignature => "ET-1024",
                AuthorityOutcome.NotInTime => "ET-1027",
                _ => list.Any(a => a.Certificate.RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span))
                    ? "ET-1028"
                    : null,
            };
        if (code is not null)
        {
            findings.Add(new Finding(code) { Field = nameof(Pem) });
        }

        return certificate;
    }

    private X509Certificate2? ReadOld(IReadOnlyList<ListedAuthority> list, List<Finding> findings)
    {
        var found = list.FirstOrDefault(a => a.Fingerprint == Remove)?.Certificate;
        if (found is null)
        {
            findings.Add(new Finding("ET-1029") { Field = nameof(Remove) });
        }

        return found;
    }
}
