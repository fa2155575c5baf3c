using System.Text;
using Tender.Testing;
using Xunit;

namespace Tender.Sealing.Tests;

public class HashToScalarTests
{
    /// <summary>RFC 9380, appendix K.1.</summary>
    [Theory]
    [InlineData("", 32, "68a985b87eb6b46952128911f2a4412bbc302a9d759667f87f7a21d803f07235")]
    [InlineData("abc", 32, "d8ccab23b5985ccea865c6c97b6e5b8350e794e603b4b97902f53a8a0d605615")]
    [InlineData("abcdef0123456789", 32, "eff31487c770a893cfb36f912fbfcbff40d5661771ca4b2cb4eafe524333f5c1")]
    public void ExpandMessageXmd_KnownAnswer_IsEqual(string message, int length, string expected) =>
        Assert.Equal(
            expected,
            Convert.ToHexStringLower(
                HashToScalar.ExpandMessageXmd(
                    Encoding.ASCII.GetBytes(message),
                    "QUUX-V01-CS02-with-expander-SHA256-128"u8,
                    length
                )
            )
        );

    [Fact]
    public void ExpandMessageXmd_AskedForMoreThanTheHashGives_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => HashToScalar.ExpandMessageXmd([], "D"u8, 255 * 32 + 1));

    [Fact]
    public void ExpandMessageXmd_LongTag_IsHashedFirst()
    {
        var tag = new SeededRandom(1).Bytes(256);
        byte[] hashed = System.Security.Cryptography.SHA256.HashData([.. "H2C-OVERSIZE-DST-"u8, .. tag]);
        Assert.Equal(HashToScalar.ExpandMessageXmd("m"u8, hashed, 48), HashToScalar.ExpandMessageXmd("m"u8, tag, 48));
    }

    [SkippableFact]
    public void Cocktail_PossessionsOfThePublicVectors_GiveNonceAndChallenge()
    {
        var runs = JsonVectors.Read("cocktail-dkg/cocktail-dkg-p256-sha256.json").GetProperty("vectors");
        var count = 0;
        foreach (var possession in runs.EnumerateArray().SelectMany(r => r.GetProperty("round1").EnumerateArray()))
        {
            var steps = possession.GetProperty("pop_intermediate");
            Assert.Equal(steps.Hex("nonce"), HashToScalar.Cocktail(steps.Hex("nonce_input")).Encode());
            Assert.Equal(steps.Hex("challenge"), HashToScalar.Cocktail(steps.Hex("challenge_input")).Encode());
            count++;
        }

        Assert.Equal(3 + 5 + 14 + 3, count);
    }
}
