using Tender.Testing;
using Xunit;

namespace Tender.Sealing.Tests;

public class KeySetTests
{
    private static readonly TestPool Pool = TestPool.Make(new SeededRandom(31), 2, 3, keys: 2);
    private readonly SeededRandom random = new(32);

    [Fact]
    public void Parse_Certificate_GivesKeyIdAndItsPlaceInThePool()
    {
        var keySet = KeySet.Parse(Pool.KeySets[1].Certificate.Span);
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(keySet.Certificate.Span), keySet.Id.ToArray());
        Assert.True(keySet.IsOf(Pool.Sessions[1]));
        Assert.False(keySet.IsOf(Pool.Sessions[0]));
        Assert.False(keySet.IsOf(Pool.Sessions[1] with { Ext = new byte[32] }));
        Assert.True(keySet.IsKey(Pool.PoolId, 1));
        Assert.False(keySet.IsKey(Pool.PoolId, 0));
        Assert.False(keySet.IsKey(new byte[16], 1));
        Assert.Equal(Pool.Seats[2].Shares[1].TranscriptHash, keySet.TranscriptHash());
    }

    [Fact]
    public void Parse_ThreeOfFive_HasTheLengthOfTheFormat()
    {
        var certificate = TestPool.Make(random, 3, 5).KeySets[0].Certificate;
        Assert.Equal(1_595, certificate.Length);
    }

    /// <summary>Perfectly signed, and still no key set: there is none of one seat, and none in which everybody must take part.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(1, 3)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(2, 16)]
    public void Parse_OneOfOneAllOfNOrTooMany_IsRefused(int k, int n) =>
        AssertRefused(SealingError.Count, OneOfOneKeySet.CertificateOf(k, n, random));

    [Fact]
    public void Parse_TwoOfThree_IsRefusedInProductionOnly()
    {
        var certificate = OneOfOneKeySet.CertificateOf(2, 3, random);
        Assert.Equal(2, KeySet.Parse(certificate).K);
        var refusal = Assert.Throws<SealingException>(() => KeySet.Parse(certificate, smallestK: 3));
        Assert.Equal(SealingError.Count, refusal.Kind);
        Assert.Equal(3, KeySet.Parse(OneOfOneKeySet.CertificateOf(3, 5, random), smallestK: 3).K);
    }

    [Fact]
    public void Parse_SmallestThresholdBelowTwo_StillRefusesOne() =>
        Assert.Equal(
            SealingError.Count,
            Assert
                .Throws<SealingException>(() => KeySet.Parse(OneOfOneKeySet.CertificateOf(1, 3, random), smallestK: 0))
                .Kind
        );

    [Fact]
    [Trait("Speed", "slow")]
    public void Parse_EveryBitOfEveryByteChanged_IsRefused()
    {
        var certificate = Pool.KeySets[0].Certificate.ToArray();
        for (var at = 0; at < certificate.Length; at++)
        {
            var altered = (byte[])certificate.Clone();
            altered[at] ^= (byte)(1 << at % 8);
            Assert.Throws<SealingException>(() => KeySet.Parse(altered));
        }
    }

    [Fact]
    public void Parse_CutOrLonger_IsRefused()
    {
        var certificate = Pool.KeySets[0].Certificate.ToArray();
        for (var length = 0; length < certificate.Length; length += 11)
        {
            AssertRefused(SealingError.Truncated, certificate[..length]);
        }

        AssertRefused(SealingError.TrailingBytes, [.. certificate, 0]);
    }

    [Fact]
    public void Parse_LengthsAndNumbersBeyondReason_AreRefusedWithoutMemory()
    {
        var certificate = Pool.KeySets[0].Certificate.ToArray();
        foreach (var at in (int[])[7, 8 + 24 + 7, 8 + 24 + 8 + 32 + 3, 8 + 24 + 8 + 32 + 7])
        {
            var altered = (byte[])certificate.Clone();
            altered[at] = 0xff;
            AssertRefused(SealingError.Count, altered);
        }
    }

    private static void AssertRefused(SealingError kind, byte[] certificate) =>
        Assert.Equal(kind, Assert.Throws<SealingException>(() => KeySet.Parse(certificate)).Kind);
}
