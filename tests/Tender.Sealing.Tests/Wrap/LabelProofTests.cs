using CsCheck;
using Tender.Testing;
using Xunit;

namespace Tender.Sealing.Tests;

public class LabelProofTests
{
    private static readonly byte[] Core = Sealed.Pattern(240);
    private static readonly byte[] Description = Sealed.Pattern(16);

    [Fact]
    public void Verify_AnyHonestProof_Holds() =>
        Gen.ULong.Sample(
            seed =>
            {
                var random = new SeededRandom(seed);
                var e = Scalar.Random(random);
                var label = LabelProof.Make(Core, Description, e, random.Bytes(32));
                Assert.True(LabelProof.Verify(Core, Description, P256.Generator.Multiply(e).Encode65(), label));
            },
            iter: 50
        );

    [Fact]
    public void Verify_AnyBitOfProofCoreDescriptionOrEncFlipped_DoesNotHold()
    {
        var (enc, label) = Make();
        foreach (var bit in Enumerable.Range(0, label.Length * 8))
            Assert.False(LabelProof.Verify(Core, Description, enc, Flip(label, bit)));
        foreach (var bit in Enumerable.Range(0, Description.Length * 8))
            Assert.False(LabelProof.Verify(Core, Flip(Description, bit), enc, label));
        foreach (var place in Enumerable.Range(0, Core.Length))
            Assert.False(LabelProof.Verify(Flip(Core, place * 8), Description, enc, label));
        foreach (var place in Enumerable.Range(0, enc.Length))
            Assert.False(LabelProof.Verify(Core, Description, Flip(enc, place * 8), label));
    }

    [Fact]
    public void Verify_OfOtherLengths_DoesNotHold()
    {
        var (enc, label) = Make();
        Assert.False(LabelProof.Verify(Core, Description, enc, label.AsSpan(0, 64)));
        Assert.False(LabelProof.Verify(Core, Description, enc, [.. label, 0]));
        Assert.False(LabelProof.Verify(Core, Description, enc.AsSpan(0, 64), label));
        Assert.False(LabelProof.Verify(Core, Description, CurvePoint.Decode65(enc).Encode33(), label));
    }

    [Fact]
    public void Verify_ZPlusTheOrder_DoesNotHold()
    {
        // z + q is the same scalar in another spelling; with a small z it fits 32 bytes.
        var (enc, label) = Make();
        label.AsSpan(33).Fill(0xFF);
        Assert.False(LabelProof.Verify(Core, Description, enc, label));
    }

    [Fact]
    public void Make_WithOtherHedge_GivesAnotherProofOfTheSame()
    {
        var e = Scalar.From(9);
        var first = LabelProof.Make(Core, Description, e, new byte[32]);
        var second = LabelProof.Make(Core, Description, e, Sealed.Pattern(32));
        Assert.NotEqual(first, second);
        Assert.Equal(first, LabelProof.Make(Core, Description, e, new byte[32]));
    }

    private static (byte[] Enc, byte[] Label) Make()
    {
        var e = Scalar.Random(new SeededRandom(61));
        return (P256.Generator.Multiply(e).Encode65(), LabelProof.Make(Core, Description, e, new byte[32]));
    }

    private static byte[] Flip(byte[] bytes, int bit)
    {
        var flipped = (byte[])bytes.Clone();
        flipped[bit / 8] ^= (byte)(1 << bit % 8);
        return flipped;
    }
}
