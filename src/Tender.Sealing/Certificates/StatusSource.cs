using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;

namespace Tender.Sealing;

/// <summary>Where a certificate says that its status can be asked (RFC 5280 4.2.1.13, 4.2.2.1). Only web addresses are named.</summary>
/// <param name="Ocsp">Addresses of OCSP services.</param>
/// <param name="Lists">Addresses of revocation lists.</param>
public sealed record StatusSource(IReadOnlyList<Uri> Ocsp, IReadOnlyList<Uri> Lists)
{
    private const string AuthorityAccess = "1.3.6.1.5.5.7.1.1";
    private const string DistributionPoints = "2.5.29.31";

    /// <summary>Reads both extensions; what cannot be read names nothing.</summary>
    public static StatusSource Of(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        try
        {
            return new StatusSource(ReadOcsp(certificate), ReadLists(certificate));
        }
        catch (Exception failure) when (failure is ArgumentException or IOException or InvalidCastException)
        {
            return new StatusSource([], []);
        }
    }

    private static List<Uri> ReadOcsp(X509Certificate2 certificate) =>
        Extension(certificate, AuthorityAccess) is { } value
            ? Addresses(
                AuthorityInformationAccess
                    .GetInstance(value)
                    .GetAccessDescriptions()
                    .Where(d => d.AccessMethod.Equals(AccessDescription.IdADOcsp))
                    .Select(d => d.AccessLocation)
            )
            : [];

    private static List<Uri> ReadLists(X509Certificate2 certificate) =>
        Extension(certificate, DistributionPoints) is { } value
            ? Addresses(
                CrlDistPoint
                    .GetInstance(value)
                    .GetDistributionPoints()
                    .Select(p => p.DistributionPointName)
                    .Where(n => n is { Type: DistributionPointName.FullName })
                    .SelectMany(n => GeneralNames.GetInstance(n.Name).GetNames())
            )
            : [];

    private static Asn1Object? Extension(X509Certificate2 certificate, string oid) =>
        certificate.Extensions[oid] is { } extension ? Asn1Object.FromByteArray(extension.RawData) : null;

    private static List<Uri> Addresses(IEnumerable<GeneralName> names) =>
        [
            .. names
                .Where(n => n.TagNo == GeneralName.UniformResourceIdentifier)
                .Select(n => Uri.TryCreate(n.Name.ToString(), UriKind.Absolute, out var address) ? address : null)
                .OfType<Uri>()
                .Where(a => a.Scheme == Uri.UriSchemeHttp || a.Scheme == Uri.UriSchemeHttps)
                .Take(4),
        ];
}
