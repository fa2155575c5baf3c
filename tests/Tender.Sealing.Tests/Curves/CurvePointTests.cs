using System.Formats.Asn1;
using Tender.Testing;
using Xunit;

namespace Tender.Sealing.Tests;

public class CurvePointTests
{
    private readonly SeededRandom random = new(11);

    [Fact]
    public void Decode_WhatWasEncoded_IsEqual()
    {
        for (var i = 0; i < 50; i++)
        {
            var point = P256.Generator.Multiply(Scalar.Random(random));
            Assert.Equal(point, CurvePoint.Decode33(point.Encode33()));
            Assert.Equal(point, CurvePoint.Decode65(point.Encode65()));
            Assert.Equal(point.Encode65()[1..33], point.X());
        }
    }

    public static TheoryData<string> NotCompressed =>
        new()
        {
            "",
            "00",
            new string('0', 66), // infinity as COCKTAIL writes it
            "04" + new string('1', 64),
            "05" + new string('1', 64),
            "02" + "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", // x = p
            "02" + new string('f', 64),
            "02" + new string('0', 63) + "4", // no square
            "02" + new string('1', 62),
            "02" + new string('1', 66),
        };

    [Theory]
    [MemberData(nameof(NotCompressed))]
    public void Decode33_AnythingElse_IsRefusedWithItsPlace(string hex) =>
        AssertRefused(() => CurvePoint.Decode33(Convert.FromHexString(hex), 77), 77);

    [Fact]
    public void Decode65_OtherFormOrOffTheCurve_IsRefused()
    {
        var good = P256.Generator.Multiply(Scalar.Random(random));
        AssertRefused(() => CurvePoint.Decode65(good.Encode33(), 5), 5);
        AssertRefused(() => CurvePoint.Decode33(good.Encode65(), 5), 5);
        AssertRefused(() => CurvePoint.Decode65([.. good.Encode65(), 0], 5), 5);
        AssertRefused(() => CurvePoint.Decode65(new byte[65], 5), 5);
        AssertRefused(() => CurvePoint.Decode65([4, .. new byte[64]], 5), 5);
        var hybrid = good.Encode65();
        foreach (var first in (byte[])[6, 7, 2, 3, 0])
        {
            hybrid[0] = first;
            AssertRefused(() => CurvePoint.Decode65(hybrid, 5), 5);
        }

        for (var bit = 8; bit < 65 * 8; bit++)
        {
            var altered = good.Encode65();
            altered[bit / 8] ^= (byte)(1 << bit % 8);
            AssertRefused(() => CurvePoint.Decode65(altered, 5), 5);
        }
    }

    [Fact]
    public void Encode_Infinity_HasNoForm() =>
        Assert.Throws<InvalidOperationException>(() => P256.Generator.Add(P256.Generator.Negate()).Encode33());

    [Fact]
    public void SumOfProducts_AgreesWithSingleSteps()
    {
        for (var count = 1; count <= 6; count++)
        {
            var points = Enumerable
                .Range(0, count)
                .Select(_ => P256.Generator.Multiply(Scalar.Random(random)))
                .ToList();
            var scalars = points.ConvertAll(_ => Scalar.Random(random));
            scalars[0] = Scalar.Zero.Subtract(Scalar.From(count));
            var single = points.Zip(scalars, (p, s) => p.Multiply(s)).Aggregate((a, b) => a.Add(b));
            Assert.Equal(single, CurvePoint.SumOfProducts(points, scalars));
        }

        Assert.True(CurvePoint.SumOfProducts([], []).IsInfinity);
    }

    [SkippableFact]
    public void Multiply_WycheproofEcdh_GivesTheSharedSecretOrRefusesThePoint()
    {
        var counts = new Dictionary<string, int>();
        foreach (
            var group in JsonVectors
                .Read("wycheproof/ecdh_secp256r1_test.json")
                .GetProperty("testGroups")
                .EnumerateArray()
        )
        {
            foreach (var test in group.GetProperty("tests").EnumerateArray())
            {
                var result = test.Text("result");
                counts[result] = counts.GetValueOrDefault(result) + 1;
                var id = test.GetProperty("tcId").GetInt32();
                var point = ReadPublicKey(test.Hex("public"));
                Assert.True(result != "valid" || point is not null, $"case {id} is valid");
                Assert.True(result != "invalid" || point is null, $"case {id} is invalid");
                if (point is not null)
                {
                    var secret = Scalar.Reduce(test.Hex("private"));
                    Assert.True(point.Multiply(secret).X().AsSpan().SequenceEqual(test.Hex("shared")), $"case {id}");
                }
            }
        }

        Assert.Equal((330, 230, 52), (counts["valid"], counts["acceptable"], counts["invalid"]));
    }

    /// <summary>The point of a SubjectPublicKeyInfo of the named curve P-256, or null.</summary>
    private static CurvePoint? ReadPublicKey(byte[] der)
    {
        try
        {
            var info = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
            var algorithm = info.ReadSequence();
            if (
                algorithm.ReadObjectIdentifier() != "1.2.840.10045.2.1"
                || algorithm.ReadObjectIdentifier() != "1.2.840.10045.3.1.7"
            )
            {
                return null;
            }

            var bits = info.ReadBitString(out _);
            return bits.Length == 33 ? CurvePoint.Decode33(bits) : CurvePoint.Decode65(bits);
        }
        catch (Exception malformed) when (malformed is AsnContentException or SealingException)
        {
            return null;
        }
    }

    private static void AssertRefused(Func<CurvePoint> decode, long offset)
    {
        var refusal = Assert.Throws<SealingException>(decode);
        Assert.Equal((SealingError.Point, offset), (refusal.Kind, refusal.Offset));
    }
}
