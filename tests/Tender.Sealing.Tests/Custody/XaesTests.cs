using Org.BouncyCastle.Crypto.Digests;
using Tender.Testing;
using Xunit;

namespace Tender.Sealing.Tests;

public class XaesTests
{
    [SkippableFact]
    public void Seal_PublicVectors_GiveKeyAndCiphertextAndOpen()
    {
        var vectors = JsonVectors.Read("xaes-256-gcm/xaes_256_gcm.json").GetProperty("vectors");
        Assert.Equal(2, vectors.GetArrayLength());
        foreach (var v in vectors.EnumerateArray())
        {
            var (key, nonce) = (v.Hex("key"), v.Hex("nonce"));
            Assert.Equal(v.Hex("kx"), Xaes256Gcm.DeriveKey(key, nonce));
            Assert.Equal(v.Hex("ct"), Xaes256Gcm.Seal(key, nonce, v.Hex("pt"), v.Hex("aad")));
            Assert.Equal(v.Hex("pt"), Xaes256Gcm.Open(key, nonce, v.Hex("ct"), v.Hex("aad")));
        }
    }

    [SkippableFact]
    public void Seal_TenThousandRounds_AccumulateToTheKnownHash()
    {
        var expected = JsonVectors.Read("xaes-256-gcm/xaes_256_gcm.json").GetProperty("accumulated").Hex("after10000");
        var chance = new ShakeDigest(128);
        var sum = new ShakeDigest(128);
        byte[] Next(int count)
        {
            var bytes = new byte[count];
            chance.Output(bytes, 0, count);
            return bytes;
        }

        for (var round = 0; round < 10_000; round++)
        {
            var key = Next(32);
            var nonce = Next(24);
            var plaintext = Next(Next(1)[0]);
            var aad = Next(Next(1)[0]);
            var ciphertext = Xaes256Gcm.Seal(key, nonce, plaintext, aad);
            Assert.Equal(plaintext, Xaes256Gcm.Open(key, nonce, ciphertext, aad));
            sum.BlockUpdate(ciphertext, 0, ciphertext.Length);
        }

        var hash = new byte[32];
        sum.Output(hash, 0, hash.Length);
        Assert.Equal(expected, hash);
    }

    [Fact]
    public void Open_AnyBitChangedOrShorterThanATag_IsNothing()
    {
        var random = new SeededRandom(2);
        var (key, nonce, aad) = (random.Bytes(32), random.Bytes(24), random.Bytes(5));
        var sealedBytes = Xaes256Gcm.Seal(key, nonce, random.Bytes(32), aad);
        for (var bit = 0; bit < sealedBytes.Length * 8; bit++)
        {
            var altered = (byte[])sealedBytes.Clone();
            altered[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.Null(Xaes256Gcm.Open(key, nonce, altered, aad));
        }

        Assert.Null(Xaes256Gcm.Open(key, nonce, sealedBytes, [1]));
        Assert.Null(Xaes256Gcm.Open(key, nonce, sealedBytes.AsSpan(0, 15), aad));
    }

    [Fact]
    public void Seal_OtherLengthOfKeyOrNonce_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Xaes256Gcm.Seal(new byte[16], new byte[24], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => Xaes256Gcm.Seal(new byte[32], new byte[12], []));
    }
}
