using System.Security.Cryptography;
using Xunit;

namespace Tender.Sealing.Tests.Certificates;

/// <summary>
/// The platform's ECDSA, on which signed messages stand (DER, behind our check of the form) and which checks what WebCrypto gives (P1363): all
/// valid signatures, and none else.
/// </summary>
public class WycheproofEcdsaTests
{
    [SkippableTheory]
    [InlineData("ecdsa_secp256r1_sha256_test", DSASignatureFormat.Rfc3279DerSequence, 484, 174)]
    [InlineData("ecdsa_secp256r1_sha256_p1363_test", DSASignatureFormat.IeeeP1363FixedFieldConcatenation, 262, 173)]
    public void VerifyData_EveryCase_AsTheFileSays(string file, DSASignatureFormat format, int cases, int valid)
    {
        var (seen, held) = (0, 0);
        foreach (var group in JsonVectors.Read($"wycheproof/{file}.json").GetProperty("testGroups").EnumerateArray())
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(group.Hex("publicKeyDer"), out _);
            foreach (var test in group.GetProperty("tests").EnumerateArray())
            {
                var holds = Holds(key, test.Hex("msg"), test.Hex("sig"), format);
                Assert.True(holds == (test.Text("result") == "valid"), $"case {test.GetProperty("tcId")}");
                seen++;
                held += holds ? 1 : 0;
            }
        }

        Assert.Equal((cases, valid), (seen, held));
    }

    private static bool Holds(ECDsa key, byte[] message, byte[] signature, DSASignatureFormat format)
    {
        try
        {
            return (format != DSASignatureFormat.Rfc3279DerSequence || EcdsaForm.IsStrict(signature))
                && key.VerifyData(message, signature, HashAlgorithmName.SHA256, format);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
