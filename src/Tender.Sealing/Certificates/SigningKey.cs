using System.Security.Cryptography.X509Certificates;

namespace Tender.Sealing;

/// <summary>Which keys may sign under suite INT-1: ECDSA on P-256, RSA of 2,048 bits or more (SBID1 3).</summary>
internal static class SigningKey
{
    private const string NistP256 = "1.2.840.10045.3.1.7";

    internal static bool IsStrong(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPublicKey();
        if (rsa is not null)
        {
            return rsa.KeySize is >= 2048 and <= 8192;
        }

        using var ecdsa = certificate.GetECDsaPublicKey();
        return ecdsa?.ExportParameters(false).Curve is { IsNamed: true } curve && (curve.Oid.Value ?? "") == NistP256;
    }
}
