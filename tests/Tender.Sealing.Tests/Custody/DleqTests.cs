using System.Text;
using System.Text.Json;
using Tender.Testing;
using Xunit;

namespace Tender.Sealing.Tests;

public class DleqTests
{
    private readonly SeededRandom random = new(5);

    /// <summary>Modes 1 and 2 of RFC 9497: in mode 2 the key is tweaked and the lists change places.</summary>
    [SkippableFact]
    public void Prove_PublicVectors_GiveTheSameProof()
    {
        var count = 0;
        foreach (var group in JsonVectors.Read("voprf-dleq/voprf-p256-sha256.json").EnumerateArray())
        {
            var mode = group.GetProperty("mode").GetInt32();
            byte[] context = [.. "OPRFV1-"u8, (byte)mode, .. "-P256-SHA256"u8];
            foreach (var vector in group.GetProperty("vectors").EnumerateArray().Where(_ => mode > 0))
            {
                AssertProof(group, vector, mode, context);
                count++;
            }
        }

        Assert.Equal(6, count);
    }

    [Fact]
    public void Verify_AnyPartChanged_DoesNotHold()
    {
        var secret = Scalar.Random(random);
        var share = P256.Generator.Multiply(secret);
        var inputs = Points(4);
        var outputs = inputs.ConvertAll(p => p.Multiply(secret));
        var proof = Dleq.Prove("ctx"u8, secret, inputs, outputs, Scalar.Random(random));
        Assert.True(Dleq.Verify("ctx"u8, share, inputs, outputs, proof));
        var one = Scalar.One;
        Assert.False(Dleq.Verify("ctX"u8, share, inputs, outputs, proof));
        Assert.False(Dleq.Verify("ctx"u8, share.Add(P256.Generator), inputs, outputs, proof));
        Assert.False(Dleq.Verify("ctx"u8, share, inputs, outputs, proof with { C = proof.C.Add(one) }));
        Assert.False(Dleq.Verify("ctx"u8, share, inputs, outputs, proof with { S = proof.S.Add(one) }));
        Assert.False(Dleq.Verify("ctx"u8, share, Swapped(inputs), outputs, proof));
        Assert.False(Dleq.Verify("ctx"u8, share, inputs, Swapped(outputs), proof));
        Assert.False(Dleq.Verify("ctx"u8, share, Swapped(inputs), Swapped(outputs), proof));
        Assert.False(Dleq.Verify("ctx"u8, share, inputs[..3], outputs[..3], proof));
        Assert.False(Dleq.Verify("ctx"u8, share, inputs, outputs[..3], proof));
        Assert.False(Dleq.Verify("ctx"u8, share, [], [], proof));
        Assert.False(Dleq.Verify("ctx"u8, P256.Generator.Add(P256.Generator.Negate()), inputs, outputs, proof));
        for (var j = 0; j < outputs.Count; j++)
        {
            List<CurvePoint> altered = [.. outputs];
            altered[j] = altered[j].Add(P256.Generator);
            Assert.False(Dleq.Verify("ctx"u8, share, inputs, altered, proof));
        }
    }

    /// <summary>Errors that cancel out in a plain sum do not cancel under the weights.</summary>
    [Fact]
    public void Verify_ErrorsThatCancelInASum_DoesNotHold()
    {
        var secret = Scalar.Random(random);
        var inputs = Points(2);
        var outputs = inputs.ConvertAll(p => p.Multiply(secret));
        List<CurvePoint> altered = [outputs[0].Add(P256.Generator), outputs[1].Add(P256.Generator.Negate())];
        var proof = Dleq.Prove("ctx"u8, secret, inputs, altered, Scalar.Random(random));
        Assert.False(Dleq.Verify("ctx"u8, P256.Generator.Multiply(secret), inputs, altered, proof));
    }

    private static void AssertProof(JsonElement group, JsonElement vector, int mode, byte[] context)
    {
        var (key, info) = (Scalar.Decode(group.Hex("skSm")), vector.HexOrEmpty("Info"));
        if (mode == 2)
        {
            byte[] framed = [.. "Info"u8, (byte)(info.Length >> 8), (byte)info.Length, .. info];
            byte[] domain = [.. Encoding.ASCII.GetBytes("HashToScalar-"), .. context];
            key = key.Add(HashToScalar.Expand(framed, domain));
        }

        var blinded = Points(vector, "BlindedElement");
        var evaluated = Points(vector, "EvaluationElement");
        var (inputs, outputs) = mode == 1 ? (blinded, evaluated) : (evaluated, blinded);
        Assert.Equal(outputs, inputs.ConvertAll(p => p.Multiply(key)));
        var proof = vector.GetProperty("Proof");
        var made = Dleq.Prove(context, key, inputs, outputs, Scalar.Decode(proof.Hex("r")));
        byte[] encoded = [.. made.C.Encode(), .. made.S.Encode()];
        Assert.Equal(proof.Hex("proof"), encoded);
        Assert.True(Dleq.Verify(context, P256.Generator.Multiply(key), inputs, outputs, made));
        Assert.False(Dleq.Verify(context, P256.Generator.Multiply(key), outputs, inputs, made));
    }

    private static List<CurvePoint> Points(JsonElement vector, string name) =>
        [.. vector.Text(name).Split(',').Select(hex => CurvePoint.Decode33(Convert.FromHexString(hex)))];

    private List<CurvePoint> Points(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => P256.Generator.Multiply(Scalar.Random(random)))];

    private static List<CurvePoint> Swapped(List<CurvePoint> points) => [points[1], points[0], .. points[2..]];
}
