using System.Security.Cryptography.X509Certificates;
using Tender.Sample.Authorities;
using Tender.Sample.Processes;
using Tender.Sealing;

namespace Tender.Sample.Cast;

/// <summary>
/// The two authorities and everybody's certificate, as files: made by the first start, read by the later ones. Beside the good ones
/// lie an expired and a revoked one, so that a visitor can see how they are refused.
/// </summary>
public sealed class SampleCertificates
{
    /// <summary>The password of every .p12 file of the sample, printed at the start. It protects nothing.</summary>
    public const string Password = "tender-sample";

    private const string Expired = "expired";
    private const string Revoked = "revoked";
    private readonly string certificates;

    private SampleCertificates(string certificates, string authorities)
    {
        this.certificates = certificates;
        Authorities = authorities;
    }

    /// <summary>Folder of what a trust list reads.</summary>
    public string Authorities { get; }

    public static SampleCertificates Prepare(
        string certificates,
        string authorities,
        DateTimeOffset now,
        IRandom random
    )
    {
        var prepared = new SampleCertificates(certificates, authorities);
        if (!SampleCast.All.All(o => File.Exists(prepared.PathOf(o))))
            prepared.Create(now, random);
        return prepared;
    }

    /// <summary>Path of the organisation's .p12 file.</summary>
    public string PathOf(SampleOrganisation organisation) => PathOf(organisation.Key);

    /// <summary>The certificate alone (PEM).</summary>
    public string PemOf(SampleOrganisation organisation) => Path.Combine(certificates, organisation.Key + ".pem");

    public X509Certificate2 Load(SampleOrganisation organisation) => P12File.Load(PathOf(organisation), Password);

    private string PathOf(string key) => Path.Combine(certificates, key + ".p12");

    private void Create(DateTimeOffset now, IRandom random)
    {
        // Whole days, and a day of slack for clocks that differ.
        var from = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(-1);
        using var ecdsa = Root("示例证书中心甲", SigningKey.EcdsaP256, from, random);
        using var rsa = Root("示例证书中心乙", SigningKey.Rsa2048, from, random);
        foreach (var organisation in SampleCast.All)
        {
            using var issued = Of(organisation).Issue(Subject(organisation, from, from.AddYears(3)));
            Write(organisation.Key, issued);
            File.WriteAllText(PemOf(organisation), issued.ExportCertificatePem() + "\n");
        }

        var outsider = SampleCast.Bidders[0] with { Signer = "陈青石" };
        using var expired = Of(outsider).Issue(Subject(outsider, from.AddYears(-1), from.AddDays(-1)));
        Write(Expired, expired);
        using var revoked = Of(outsider).Issue(Subject(outsider, from, from.AddYears(3)));
        Write(Revoked, revoked);
        Of(outsider).Revoke(revoked, from.AddHours(1));

        ecdsa.Publish(Authorities, "authority-a", from, from.AddYears(3));
        rsa.Publish(Authorities, "authority-b", from, from.AddYears(3));

        SampleAuthority Of(SampleOrganisation o) => o.Authority == SigningKey.EcdsaP256 ? ecdsa : rsa;
    }

    private static SampleAuthority Root(string name, SigningKey kind, DateTimeOffset from, IRandom random) =>
        SampleAuthority.CreateRoot(name, kind, from.AddYears(-2), from.AddYears(10), random);

    private static CertificateSubject Subject(SampleOrganisation o, DateTimeOffset from, DateTimeOffset to) =>
        new()
        {
            OrgCode = o.OrgCode,
            OrgName = o.Name,
            Signer = o.Signer,
            NotBefore = from,
            NotAfter = to,
        };

    private void Write(string key, X509Certificate2 certificate) =>
        PrivateFile.Write(PathOf(key), P12File.Encode(certificate, Password));
}
