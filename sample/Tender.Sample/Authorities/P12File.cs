using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Tender.Sample.Authorities;

/// <summary>
/// PKCS #12 (RFC 7292) as WebCrypto can open it: PBES2 with AES-256-CBC and PBKDF2-HMAC-SHA-256, MAC with SHA-256. What
/// .NET exports by default uses older algorithms.
/// </summary>
public static class P12File
{
    private const int Rounds = 100_000;

    public static byte[] Encode(X509Certificate2 certificate, string password)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var protection = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, Rounds);
        using var key = SigningKeys.Private(certificate);
        var link = new Pkcs9LocalKeyId(SHA256.HashData(certificate.RawData));

        var certificates = new Pkcs12SafeContents();
        certificates.AddCertificate(certificate).Attributes.Add(link);
        var keys = new Pkcs12SafeContents();
        keys.AddShroudedKey(key, password, protection).Attributes.Add(link);

        var builder = new Pkcs12Builder();
        builder.AddSafeContentsEncrypted(certificates, password, protection);
        builder.AddSafeContentsUnencrypted(keys);
        builder.SealWithMac(password, HashAlgorithmName.SHA256, Rounds);
        return builder.Encode();
    }

    public static X509Certificate2 Load(string path, string password) =>
        X509CertificateLoader.LoadPkcs12FromFile(path, password, X509KeyStorageFlags.EphemeralKeySet);
}
