using System.Security.Cryptography;
using System.Text;
using Tender.Ledger.Evm;
using Tender.Testing;
using Xunit;

namespace Tender.Ledger.Tests.Evm;

public class SignatureTests
{
    [SkippableFact]
    [Trait("Speed", "slow")]
    public void Sign_PublicVectors_AreEqualAndRecoverTheKey()
    {
        var cases = JsonVectors.Read("secp256k1/ecdsa.json").GetProperty("valid").EnumerateArray().ToList();
        Assert.Equal(2019, cases.Count);
        Assert.All(
            cases,
            c =>
            {
                var key = new EthKey(Hex.Decode(c.Text("d")));
                var hash = Hex.Decode(c.Text("m"));
                var signature = key.Sign(hash);
                // The published form leaves out a leading zero digit.
                Assert.Equal(c.Text("signature").PadLeft(128, '0'), Hex.Encode([.. signature.R, .. signature.S]));
                Assert.Equal(key.Address, signature.Recover(hash));
            }
        );
    }

    [SkippableFact]
    public void EthKey_InvalidVectors_AreRefused()
    {
        var signs = JsonVectors.Read("secp256k1/ecdsa.json").GetProperty("invalid").GetProperty("sign");
        var scalars = JsonVectors.Read("secp256k1/points.json").GetProperty("invalid").GetProperty("pointFromScalar");
        var keys = signs.EnumerateArray().Concat(scalars.EnumerateArray()).Select(c => c.Text("d")).ToList();
        Assert.Equal(4 + 4, keys.Count);
        Assert.All(
            keys,
            d =>
                Assert.Equal(
                    LedgerFormatError.Curve,
                    Assert.Throws<LedgerFormatException>(() => new EthKey(Hex.Decode(d))).Kind
                )
        );
        Assert.Throws<LedgerFormatException>(() => new EthKey(new byte[31]));
    }

    [SkippableFact]
    public void Recover_InvalidVectors_NeverGiveTheKey()
    {
        var cases = JsonVectors
            .Read("secp256k1/ecdsa.json")
            .GetProperty("invalid")
            .GetProperty("verify")
            .EnumerateArray()
            .ToList();
        Assert.Equal(25, cases.Count);
        Assert.All(
            cases,
            c =>
            {
                var signature = Convert.FromHexString(c.Text("signature"));
                byte[] r = signature[..(signature.Length / 2)],
                    s = signature[(signature.Length / 2)..];
                Assert.False(Recovers(r, s, Hex.Decode(c.Text("m")), Hex.Decode(c.Text("Q"))));
            }
        );
    }

    [SkippableFact]
    public void Nonces_Rfc6979Vectors_AreEqual()
    {
        var cases = JsonVectors.Read("secp256k1/rfc6979.json").EnumerateArray().ToList();
        Assert.Equal(10, cases.Count);
        Assert.All(
            cases,
            c =>
            {
                var hash = SHA256.HashData(Encoding.UTF8.GetBytes(c.Text("message")));
                var nonces = new Rfc6979(Secp256k1.ToNumber(Hex.Decode(c.Text("d"))), hash);
                var drawn = Enumerable.Range(0, 16).Select(_ => Hex.Encode(Secp256k1.ToBytes(nonces.Next()))).ToList();
                Assert.Equal([c.Text("k0"), c.Text("k1"), c.Text("k15")], [drawn[0], drawn[1], drawn[15]]);
            }
        );
    }

    [SkippableFact]
    public void PublicKey_PointVectors_AreEqual()
    {
        var valid = JsonVectors.Read("secp256k1/points.json").GetProperty("valid");
        var scalars = valid.GetProperty("pointFromScalar").EnumerateArray().ToList();
        Assert.Equal(16, scalars.Count);
        Assert.All(
            scalars,
            c =>
            {
                var expected = Secp256k1.DecodePoint(Hex.Decode(c.Text("expected")));
                Assert.Equal(expected.GetEncoded(false), new EthKey(Hex.Decode(c.Text("d"))).PublicKey);
            }
        );
    }

    [SkippableFact]
    public void DecodePoint_PointVectors_AreTakenOnlyWhenOnCurve()
    {
        var cases = JsonVectors
            .Read("secp256k1/points.json")
            .GetProperty("valid")
            .GetProperty("isPoint")
            .EnumerateArray()
            .ToList();
        Assert.Equal(2029, cases.Count);
        Assert.All(
            cases,
            c => Assert.Equal(c.GetProperty("expected").GetBoolean(), IsPoint(Convert.FromHexString(c.Text("P"))))
        );
    }

    [SkippableFact]
    public void Recover_Wycheproof_AcceptsExactlyTheValid()
    {
        var groups = JsonVectors.Read("wycheproof/ecdsa_secp256k1_sha256_bitcoin_test.json").GetProperty("testGroups");
        var (cases, valid, beyond) = (0, 0, 0);
        foreach (var group in groups.EnumerateArray())
        {
            var key = Hex.Decode(group.GetProperty("publicKey").Text("uncompressed"));
            foreach (var test in group.GetProperty("tests").EnumerateArray())
            {
                cases++;
                var parsed = StrictDer.Read(Hex.Decode(test.Text("sig")));
                var hash = SHA256.HashData(Hex.Decode(test.Text("msg")));
                var accepted = parsed is { } p && Recovers(p.R, p.S, hash, key);
                var expected = test.Text("result") == "valid";
                valid += expected ? 1 : 0;
                // r of a point whose x is not below n: one in 2^128, and v has no value for it. We never make and never take it.
                if (expected && !accepted && test.Text("comment") is "k*G has a large x-coordinate")
                    beyond++;
                else
                    Assert.True(expected == accepted, test.ToString());
            }
        }
        Assert.Equal((463, 162, 1), (cases, valid, beyond));
    }

    [Fact]
    public void Constructor_HighS_IsRefused()
    {
        var key = EthKey.Draw(new SeededRandom(1));
        var signature = key.Sign(new byte[32]);
        var high = Secp256k1.ToBytes(Secp256k1.N.Subtract(Secp256k1.ToNumber(signature.S)));
        var refused = Assert.Throws<LedgerFormatException>(() =>
            new EthSignature(signature.R, high, 1 - signature.Parity)
        );
        Assert.Equal((LedgerFormatError.Curve, 32L), (refused.Kind, refused.Offset));
    }

    [Fact]
    public void Decode_EncodedSignature_IsTheSame()
    {
        var signature = EthKey.Draw(new SeededRandom(2)).Sign(new byte[32]);
        Assert.Equal(signature.Encode(), EthSignature.Decode(signature.Encode()).Encode());
        Assert.Throws<LedgerFormatException>(() => EthSignature.Decode([.. signature.R, .. signature.S, 2]));
        Assert.Throws<LedgerFormatException>(() => EthSignature.Decode(signature.Encode().AsSpan(0, 64)));
    }

    [Fact]
    public async Task LoadAsync_KeyFile_IsReadBack()
    {
        using var folder = new TemporaryFolder("key");
        var key = EthKey.Draw(new SeededRandom(3));
        await File.WriteAllTextAsync(folder["key"], key.ToFileText() + "\n");
        Assert.Equal(key.Address, (await EthKey.LoadAsync(folder["key"], default)).Address);
        await File.WriteAllTextAsync(folder["key"], key.ToFileText()[1..]);
        var refused = await Assert.ThrowsAsync<LedgerFormatException>(() => EthKey.LoadAsync(folder["key"], default));
        Assert.DoesNotContain(key.ToFileText()[8..20], refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Verification by recovery: a signature holds for a key when one of the parities gives it back.</summary>
    private static bool Recovers(byte[] r, byte[] s, byte[] hash, byte[] publicKey)
    {
        foreach (var parity in (int[])[0, 1])
        {
            try
            {
                if (
                    IsPoint(publicKey)
                    && new EthSignature(r, s, parity).RecoverPoint(hash).Equals(Secp256k1.DecodePoint(publicKey))
                )
                    return true;
            }
            catch (LedgerFormatException e) when (e.Kind == LedgerFormatError.Curve)
            {
                continue;
            }
        }
        return false;
    }

    private static bool IsPoint(byte[] bytes)
    {
        try
        {
            Secp256k1.DecodePoint(bytes);
            return true;
        }
        catch (LedgerFormatException e) when (e.Kind == LedgerFormatError.Curve)
        {
            return false;
        }
    }
}
