using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tender.Sample.Authorities;

/// <summary>The two kinds of keys that bidders' certificates have today.</summary>
public enum SigningKey
{
    /// <summary>ECDSA on P-256 with SHA-256.</summary>
    EcdsaP256,

    /// <summary>RSA of 2048 bits, PKCS #1 v1.5 with SHA-256.</summary>
    Rsa2048,
}

internal static class SigningKeys
{
    internal static AsymmetricAlgorithm Create(SigningKey kind) =>
        kind == SigningKey.EcdsaP256 ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : RSA.Create(2048);

    internal static CertificateRequest Request(X500DistinguishedName subject, AsymmetricAlgorithm key) =>
        key switch
        {
            ECDsa ecdsa => new CertificateRequest(subject, ecdsa, HashAlgorithmName.SHA256),
            RSA rsa => new CertificateRequest(subject, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            _ => throw new ArgumentException("neither ECDSA nor RSA", nameof(key)),
        };

    internal static X509SignatureGenerator Generator(AsymmetricAlgorithm key) =>
        key switch
        {
            ECDsa ecdsa => X509SignatureGenerator.CreateForECDsa(ecdsa),
            RSA rsa => X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1),
            _ => throw new ArgumentException("neither ECDSA nor RSA", nameof(key)),
        };

    internal static X509Certificate2 Join(X509Certificate2 certificate, AsymmetricAlgorithm key) =>
        key switch
        {
            ECDsa ecdsa => certificate.CopyWithPrivateKey(ecdsa),
            RSA rsa => certificate.CopyWithPrivateKey(rsa),
            _ => throw new ArgumentException("neither ECDSA nor RSA", nameof(key)),
        };

    internal static AsymmetricAlgorithm Private(X509Certificate2 certificate) =>
        (AsymmetricAlgorithm?)certificate.GetECDsaPrivateKey()
        ?? certificate.GetRSAPrivateKey()
        ?? throw new ArgumentException("a certificate with its private key is needed", nameof(certificate));
}
