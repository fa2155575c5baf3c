using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tender.Testing;

namespace Tender.Site.Tests.Support;

/// <summary>Administrators of the trust list: two of them, each of an organisation of its own.</summary>
public sealed class Trustees
{
    public X509Certificate2 One { get; } =
        TestAuthority.A.Issue("12330100MA21628513", "杭州市公共资源交易中心", "徐明");

    public X509Certificate2 Two { get; } =
        TestAuthority.B.Issue("11330000MA2095003Y", "浙江省公共资源交易监督办公室", "赵清");

    public static string Fingerprint(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return Convert.ToHexStringLower(SHA256.HashData(certificate.RawData));
    }
}
