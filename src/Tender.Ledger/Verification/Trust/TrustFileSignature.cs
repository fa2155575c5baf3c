using System.Security.Cryptography;
using Tender.Sealing;

namespace Tender.Ledger.Verification;

/// <summary>The supervisor's signature around a trust file.</summary>
internal static class TrustFileSignature
{
    internal static TrustFile Open(ReadOnlyMemory<byte> cms, byte[]? pin)
    {
        SignedMessage message;
        try
        {
            message = CmsVerifier.Open(cms);
        }
        catch (SealingException wrong)
        {
            throw TrustFileForm.Refuse(wrong.Message);
        }

        var trust = TrustFile.Parse(message.Content);
        var signer = message.Signer.RawDataMemory;
        if (!signer.Span.SequenceEqual(trust.SupervisorCertificate))
            throw TrustFileForm.Refuse("the signer is not the supervisor that the file names");
        if (pin is not null && !CryptographicOperations.FixedTimeEquals(SHA256.HashData(signer.Span), pin))
            throw TrustFileForm.Refuse("the supervisor's certificate is not the pinned one");
        return trust;
    }
}
