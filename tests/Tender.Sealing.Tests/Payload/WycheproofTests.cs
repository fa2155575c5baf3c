using System.Security.Cryptography;
using System.Text.Json;
using Xunit;

namespace Tender.Sealing.Tests;

/// <summary>The platform's primitives, as this library uses them, against Wycheproof.</summary>
public class WycheproofTests
{
    [SkippableFact]
    public void AesGcm_EveryCase_IsAcceptedOrRefusedAsStated()
    {
        var groups = Groups("wycheproof/aes_gcm_test.json", 316, 229);
        var usable = 0;
        foreach (var group in groups)
        {
            Assert.Equal(128, group.GetProperty("tagSize").GetInt32());
            foreach (var test in group.GetProperty("tests").EnumerateArray())
            {
                using var aes = new AesGcm(test.Hex("key"), 16);
                if (group.GetProperty("ivSize").GetInt32() == 96)
                {
                    CheckGcm(aes, test);
                    usable++;
                }
                else
                {
                    // Only IVs of 96 bits exist in SBID1; another one is refused, it does not crash.
                    var text = new byte[test.Hex("msg").Length];
                    Assert.Throws<ArgumentException>(() =>
                        aes.Encrypt(test.Hex("iv"), test.Hex("msg"), text, new byte[16], test.Hex("aad"))
                    );
                }
            }
        }

        Assert.Equal(197, usable);
    }

    [SkippableTheory]
    [InlineData("wycheproof/hkdf_sha256_test.json", "SHA256", 86, 83)]
    [InlineData("wycheproof/hkdf_sha384_test.json", "SHA384", 83, 80)]
    public void Hkdf_EveryCase_IsEqualOrRefused(string path, string hash, int count, int valid)
    {
        var name = new HashAlgorithmName(hash);
        foreach (var test in Groups(path, count, valid).SelectMany(g => g.GetProperty("tests").EnumerateArray()))
        {
            var (ikm, salt, info) = (test.Hex("ikm"), test.Hex("salt"), test.Hex("info"));
            var size = test.GetProperty("size").GetInt32();
            var prk = HKDF.Extract(name, ikm, salt);
            if (test.Text("result") == "valid")
                Assert.Equal(test.Hex("okm"), HKDF.Expand(name, prk, size, info));
            else
                Assert.Throws<ArgumentOutOfRangeException>(() => HKDF.Expand(name, prk, size, info));
            if (hash == "SHA384" && size <= 48)
            {
                var output = new byte[size];
                FloeMessage.Expand(prk, info, output);
                Assert.Equal(test.Hex("okm"), output);
            }
        }
    }

    private static void CheckGcm(AesGcm aes, JsonElement test)
    {
        var (iv, aad, text) = (test.Hex("iv"), test.Hex("aad"), test.Hex("msg"));
        var (ciphertext, tag) = (test.Hex("ct"), test.Hex("tag"));
        // In place, as segments are sealed and opened.
        var buffer = (byte[])ciphertext.Clone();
        if (test.Text("result") != "valid")
        {
            Assert.Throws<AuthenticationTagMismatchException>(() => aes.Decrypt(iv, buffer, tag, buffer, aad));
            return;
        }

        aes.Decrypt(iv, buffer, tag, buffer, aad);
        Assert.Equal(text, buffer);
        var made = new byte[16];
        aes.Encrypt(iv, buffer, buffer, made, aad);
        Assert.Equal(ciphertext, buffer);
        Assert.Equal(tag, made);
    }

    private static List<JsonElement> Groups(string path, int count, int valid)
    {
        var groups = JsonVectors.Read(path).GetProperty("testGroups").EnumerateArray().ToList();
        var tests = groups.SelectMany(g => g.GetProperty("tests").EnumerateArray()).ToList();
        Assert.Equal((count, valid), (tests.Count, tests.Count(t => t.Text("result") == "valid")));
        return groups;
    }
}
