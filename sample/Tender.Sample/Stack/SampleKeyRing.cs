using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tender.Sample.Authorities;
using Tender.Sample.Cast;
using Tender.Sample.Processes;

namespace Tender.Sample.Stack;

/// <summary>The certificate under which the site keeps the keys of its cookies: of its own, nobody else has to trust it.</summary>
internal static class SampleKeyRing
{
    internal static string Prepare(string path, DateTimeOffset now)
    {
        if (File.Exists(path))
            return path;
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(
            "CN=site key ring",
            key,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyEncipherment, critical: true));
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(10));
        PrivateFile.Write(path, P12File.Encode(certificate, SampleCertificates.Password));
        return path;
    }
}
