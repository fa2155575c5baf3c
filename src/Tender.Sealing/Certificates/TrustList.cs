using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tender.Sealing;

/// <summary>
/// The authorities whose certificates count, with their revocation lists. Immutable: a program that wants newer lists loads a new one.
/// Nothing is fetched from a network here.
/// </summary>
public sealed class TrustList
{
    private readonly IReadOnlyList<X509Certificate2> roots;
    private readonly IReadOnlyList<X509Certificate2> intermediates;
    private readonly IReadOnlyList<RevocationList> lists;

    /// <summary>From certificates and lists in memory.</summary>
    /// <param name="authorities">CA certificates; the self-signed ones are roots, the others help to build paths.</param>
    /// <param name="revocationLists">DER revocation lists.</param>
    /// <exception cref="SealingException"><see cref="SealingError.Envelope"/>: a list that cannot be read.</exception>
    public TrustList(IEnumerable<X509Certificate2> authorities, IEnumerable<byte[]> revocationLists)
        : this(authorities, [.. revocationLists.Select(RevocationList.Parse)]) { }

    private TrustList(IEnumerable<X509Certificate2> authorities, IReadOnlyList<RevocationList> lists)
    {
        Authorities = [.. authorities];
        roots = [.. Authorities.Where(IsSelfIssued)];
        intermediates = [.. Authorities.Where(a => !IsSelfIssued(a))];
        this.lists = lists;
    }

    /// <summary>All authorities, roots and intermediate ones.</summary>
    public IReadOnlyList<X509Certificate2> Authorities { get; }

    /// <summary>The trusted root certificates.</summary>
    public IReadOnlyList<X509Certificate2> Roots => roots;

    /// <summary>Other authorities with the same revocation lists.</summary>
    public TrustList With(IEnumerable<X509Certificate2> authorities) => new(authorities, lists);

    /// <summary>Reads a folder: <c>*.pem</c> certificates (one or more a file), <c>*.crl</c> DER revocation lists.</summary>
    /// <exception cref="SealingException"><see cref="SealingError.Envelope"/>: a file that cannot be read as what its name says.</exception>
    public static async Task<TrustList> LoadAsync(string folder, CancellationToken cancel = default)
    {
        var texts = new List<(string Name, string Text)>();
        foreach (var path in Files(folder, "*.pem"))
        {
            texts.Add((Path.GetFileName(path), await File.ReadAllTextAsync(path, cancel).ConfigureAwait(false)));
        }

        var lists = new List<byte[]>();
        foreach (var path in Files(folder, "*.crl"))
        {
            lists.Add(await File.ReadAllBytesAsync(path, cancel).ConfigureAwait(false));
        }

        return new TrustList(ReadCertificates(texts), lists);
    }

    /// <summary>As <see cref="LoadAsync"/>, for places that cannot wait.</summary>
    /// <exception cref="SealingException"><see cref="SealingError.Envelope"/>: a file that cannot be read as what its name says.</exception>
    public static TrustList Load(string folder) =>
        new(
            ReadCertificates(Files(folder, "*.pem").Select(p => (Path.GetFileName(p), File.ReadAllText(p)))),
            Files(folder, "*.crl").Select(File.ReadAllBytes)
        );

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal);

    private static X509Certificate2Collection ReadCertificates(IEnumerable<(string Name, string Text)> texts)
    {
        var certificates = new X509Certificate2Collection();
        foreach (var (name, text) in texts)
        {
            try
            {
                certificates.ImportFromPem(text);
            }
            catch (CryptographicException failure)
            {
                throw new SealingException(SealingError.Envelope, 0, $"no certificate in {name}", failure);
            }
        }

        return certificates;
    }

    /// <summary>Judges a certificate for signing at an instant.</summary>
    /// <param name="certificate">The signer's certificate.</param>
    /// <param name="extra">Certificates that came with the message, to build the path; never trusted by themselves.</param>
    /// <param name="at">The instant of the act (for a bid: tCommit), UTC.</param>
    public CertificateReport Check(X509Certificate2 certificate, IEnumerable<X509Certificate2> extra, DateTimeOffset at)
    {
        using var chain = new X509Chain();
        var (outcome, path) = BuildPath(chain, certificate, extra, at);
        var known = true;
        if (outcome == CertificateOutcome.Good)
        {
            (outcome, known) = CheckRevocation(path, at);
        }

        if (outcome == CertificateOutcome.Good)
        {
            outcome = CheckLeaf(certificate);
        }

        return Report(certificate, outcome, known);
    }

    /// <summary>The certificate and its issuers up to a root, to ask their status services; empty when no chain holds.</summary>
    /// <param name="certificate">The signer's certificate.</param>
    /// <param name="extra">Certificates that came with the message, to build the path; never trusted by themselves.</param>
    /// <param name="at">The instant of the act, UTC.</param>
    public IReadOnlyList<X509Certificate2> PathOf(
        X509Certificate2 certificate,
        IEnumerable<X509Certificate2> extra,
        DateTimeOffset at
    )
    {
        using var chain = new X509Chain();
        var (outcome, path) = BuildPath(chain, certificate, extra, at);
        return outcome == CertificateOutcome.Good
            ? [.. path.Select(p => X509CertificateLoader.LoadCertificate(p.RawDataMemory.Span))]
            : [];
    }

    private static CertificateReport Report(X509Certificate2 certificate, CertificateOutcome outcome, bool known)
    {
        var issuer = SubjectName.Read(certificate.IssuerName, SubjectName.CommonName);
        return new CertificateReport
        {
            Outcome = outcome,
            OrgCode = SubjectName.Read(certificate.SubjectName, SubjectName.OrganisationIdentifier),
            OrgName = SubjectName.Read(certificate.SubjectName, SubjectName.Organisation),
            SignerName = SubjectName.Read(certificate.SubjectName, SubjectName.CommonName),
            Issuer = issuer.Length > 0 ? issuer : SubjectName.Read(certificate.IssuerName, SubjectName.Organisation),
            NotAfter = new DateTimeOffset(certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero),
            RevocationKnown = known,
        };
    }

    private (CertificateOutcome, List<X509Certificate2>) BuildPath(
        X509Chain chain,
        X509Certificate2 certificate,
        IEnumerable<X509Certificate2> extra,
        DateTimeOffset at
    )
    {
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots.ToArray());
        chain.ChainPolicy.ExtraStore.AddRange(intermediates.Concat(extra).ToArray());
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = at.UtcDateTime;
        var built = roots.Count > 0 && chain.Build(certificate);
        var path = chain.ChainElements.Select(e => e.Certificate).ToList();
        if (built)
        {
            return (CertificateOutcome.Good, path);
        }

        var onlyTime =
            roots.Count > 0
            && chain.ChainStatus.All(s => s.Status == X509ChainStatusFlags.NotTimeValid)
            && path.Exists(p => roots.Any(r => r.RawDataMemory.Span.SequenceEqual(p.RawDataMemory.Span)));
        if (!onlyTime)
        {
            return (CertificateOutcome.UnknownIssuer, path);
        }

        var early = path.Exists(p => at.UtcDateTime < p.NotBefore.ToUniversalTime());
        return (early ? CertificateOutcome.NotYetValid : CertificateOutcome.Expired, path);
    }

    private (CertificateOutcome, bool Known) CheckRevocation(List<X509Certificate2> path, DateTimeOffset at)
    {
        var known = true;
        for (var i = 0; i + 1 < path.Count; i++)
        {
            var own = lists.Where(l => l.IsOf(path[i + 1].RawData)).ToList();
            if (own.Exists(l => l.Revokes(path[i].RawData, at)))
            {
                return (CertificateOutcome.Revoked, true);
            }

            known &= own.Exists(l => l.IsCurrent(at));
        }

        return (CertificateOutcome.Good, known);
    }

    private static CertificateOutcome CheckLeaf(X509Certificate2 certificate)
    {
        var usage = certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault()?.KeyUsages;
        var authority = certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(b => b.CertificateAuthority);
        if (authority || usage is not { } flags || (flags & X509KeyUsageFlags.DigitalSignature) == 0)
        {
            return CertificateOutcome.WrongUsage;
        }

        if (!SigningKey.IsStrong(certificate))
        {
            return CertificateOutcome.WeakKey;
        }

        return OrganisationCode.IsValid(SubjectName.Read(certificate.SubjectName, SubjectName.OrganisationIdentifier))
            ? CertificateOutcome.Good
            : CertificateOutcome.NoOrganisation;
    }

    private static bool IsSelfIssued(X509Certificate2 certificate) =>
        certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
}
