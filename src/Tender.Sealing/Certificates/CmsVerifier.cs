using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Tender.Sealing;

/// <summary>
/// Opens messages made by <see cref="CmsSigner"/> or its twins. It checks the form and the signature; whether the certificate counts is
/// <see cref="TrustList.Check"/>'s question.
/// </summary>
public static class CmsVerifier
{
    /// <summary>The largest message that is looked at, bytes.</summary>
    public const int MaxLength = 4 * 1024 * 1024;

    private const string Data = "1.2.840.113549.1.7.1";
    private static readonly string[] Digests = [CmsSigner.Sha256];

    /// <summary>Parses and verifies.</summary>
    /// <param name="der">The whole message, nothing after it.</param>
    /// <exception cref="SealingException">
    /// <see cref="SealingError.Envelope"/>: not SignedData, detached, not exactly one signer, a missing attribute, another digest, no certificate
    /// of the signer; <see cref="SealingError.TrailingBytes"/>; <see cref="SealingError.Signature"/>: the signature does not hold.
    /// </exception>
    public static SignedMessage Open(ReadOnlyMemory<byte> der)
    {
        CheckOuter(der);
        try
        {
            return OpenMessage(der.Span);
        }
        // .NET parses lazily: a certificate or a key deep inside may turn out to be broken at any later access.
        catch (CryptographicException failure)
        {
            throw Envelope("not CMS SignedData", failure);
        }
    }

    private static SignedMessage OpenMessage(ReadOnlySpan<byte> der)
    {
        var message = new SignedCms();
        message.Decode(der);
        if (message.Detached || message.SignerInfos.Count != 1 || message.ContentInfo.ContentType.Value != Data)
        {
            throw Envelope("attached data and exactly one signer are demanded");
        }

        var signer = message.SignerInfos[0];
        var certificate = signer.Certificate ?? throw Envelope("the signer's certificate is not in the message");
        if (!Digests.Contains(signer.DigestAlgorithm.Value) || !SigningKey.IsStrong(certificate))
        {
            throw Envelope("another algorithm than suite INT-1 allows");
        }

        var signingTime = ReadAttributes(signer, certificate);
        CheckSignature(signer, certificate);
        return new SignedMessage
        {
            Content = message.ContentInfo.Content,
            Signer = certificate,
            Others = [.. message.Certificates.Where(c => !c.RawData.AsSpan().SequenceEqual(certificate.RawData))],
            SigningTime = signingTime,
        };
    }

    private static void CheckSignature(SignerInfo signer, X509Certificate2 certificate)
    {
        using var ecdsa = certificate.GetECDsaPublicKey();
        if (ecdsa is not null && !EcdsaForm.IsStrict(signer.GetSignature()))
        {
            throw new SealingException(SealingError.Signature, 0, "the signature has not its one encoding");
        }

        try
        {
            signer.CheckSignature(verifySignatureOnly: true);
        }
        catch (CryptographicException failure)
        {
            throw new SealingException(SealingError.Signature, 0, "the signature does not hold", failure);
        }
    }

    private static void CheckOuter(ReadOnlyMemory<byte> der)
    {
        if (der.Length > MaxLength)
        {
            throw Envelope("too long");
        }

        try
        {
            AsnDecoder.ReadEncodedValue(der.Span, AsnEncodingRules.BER, out _, out _, out var used);
            if (used != der.Length)
            {
                throw new SealingException(SealingError.TrailingBytes, used, "bytes after the message");
            }
        }
        catch (AsnContentException failure)
        {
            throw Envelope("not ASN.1", failure);
        }
    }

    private static DateTimeOffset ReadAttributes(SignerInfo signer, X509Certificate2 certificate)
    {
        DateTimeOffset? time = null;
        var bound = false;
        foreach (var attribute in signer.SignedAttributes)
        {
            var value =
                attribute.Values.Count == 1 ? attribute.Values[0] : throw Envelope("an attribute has one value");
            if (attribute.Oid.Value == "1.2.840.113549.1.9.5")
            {
                time = ReadTime(value.RawData);
            }
            else if (attribute.Oid.Value == CmsSigner.SigningCertificateV2)
            {
                bound = NamesCertificate(value.RawData, certificate);
            }
        }

        return bound && time is { } at
            ? at
            : throw Envelope("signingTime and signingCertificateV2 of this signer are demanded");
    }

    private static DateTimeOffset ReadTime(byte[] value)
    {
        try
        {
            var reader = new AsnReader(value, AsnEncodingRules.DER);
            return reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime)
                ? reader.ReadUtcTime()
                : reader.ReadGeneralizedTime();
        }
        catch (AsnContentException failure)
        {
            throw Envelope("signingTime cannot be read", failure);
        }
    }

    /// <summary>The first certificate id is this certificate's SHA-256 hash; further fields (issuerSerial) may follow.</summary>
    private static bool NamesCertificate(byte[] value, X509Certificate2 certificate)
    {
        try
        {
            var first = new AsnReader(value, AsnEncodingRules.DER).ReadSequence().ReadSequence().ReadSequence();
            if (first.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
            {
                var algorithm = first.ReadSequence().ReadObjectIdentifier();
                if (algorithm != CmsSigner.Sha256)
                {
                    return false;
                }
            }

            return first.ReadOctetString().AsSpan().SequenceEqual(SHA256.HashData(certificate.RawDataMemory.Span));
        }
        catch (AsnContentException failure)
        {
            throw Envelope("signingCertificateV2 cannot be read", failure);
        }
    }

    private static SealingException Envelope(string detail, Exception? inner = null) =>
        new(SealingError.Envelope, 0, detail, inner);
}
