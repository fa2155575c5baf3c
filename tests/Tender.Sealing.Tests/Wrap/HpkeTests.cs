using Tender.Testing;
using Xunit;

namespace Tender.Sealing.Tests;

public class HpkeTests
{
    private readonly SeededRandom random = new(7);
    private readonly byte[] info = [1, 2, 3];

    [Fact]
    public void Open_FromTheSharedPoint_GivesTheMessage()
    {
        var made = Make();
        Assert.Equal(made.Text, made.Open(made.Receiver, made.Enc, made.PublicKey, info, made.Sealed));
    }

    [Fact]
    public void Open_WithAnotherPointEncKeyInfoOrByte_IsRefused()
    {
        var made = Make();
        var other = P256.Generator.Multiply(Scalar.Random(random));
        AssertWrap(() => Hpke.OpenFromSharedPoint(other, made.Enc, made.PublicKey, info, made.Sealed));
        AssertWrap(() => made.Open(made.Receiver, other, made.PublicKey, info, made.Sealed));
        AssertWrap(() => made.Open(made.Receiver, made.Enc, other, info, made.Sealed));
        AssertWrap(() => made.Open(made.Receiver, made.Enc, made.PublicKey, [1, 2, 4], made.Sealed));
        for (var bit = 0; bit < made.Sealed.Length * 8; bit++)
        {
            var altered = (byte[])made.Sealed.Clone();
            altered[bit / 8] ^= (byte)(1 << bit % 8);
            AssertWrap(() => made.Open(made.Receiver, made.Enc, made.PublicKey, info, altered));
        }
    }

    [Fact]
    public void Open_FromInfinity_IsRefused()
    {
        var made = Make();
        var infinity = P256.Generator.Add(P256.Generator.Negate());
        var refusal = Assert.Throws<SealingException>(() =>
            Hpke.OpenFromSharedPoint(infinity, made.Enc, made.PublicKey, info, made.Sealed, 321)
        );
        Assert.Equal((SealingError.Point, 321), (refusal.Kind, refusal.Offset));
    }

    [Fact]
    public void Open_LessThanATag_IsRefused()
    {
        var made = Make();
        var refusal = Assert.Throws<SealingException>(() =>
            made.Open(made.Receiver, made.Enc, made.PublicKey, info, made.Sealed[..15])
        );
        Assert.Equal(SealingError.Truncated, refusal.Kind);
    }

    private static void AssertWrap(Func<byte[]> open) =>
        Assert.Equal(SealingError.Wrap, Assert.Throws<SealingException>(open).Kind);

    private Message Make()
    {
        var receiver = Scalar.Random(random);
        var ephemeral = Scalar.Random(random);
        var publicKey = P256.Generator.Multiply(receiver);
        var text = random.Bytes(32);
        return new Message(
            receiver,
            P256.Generator.Multiply(ephemeral),
            publicKey,
            text,
            Hpke.Seal(publicKey, ephemeral, info, text)
        );
    }

    private sealed record Message(Scalar Receiver, CurvePoint Enc, CurvePoint PublicKey, byte[] Text, byte[] Sealed)
    {
        public byte[] Open(Scalar receiver, CurvePoint enc, CurvePoint publicKey, byte[] info, byte[] sealedBytes) =>
            Hpke.OpenFromSharedPoint(Enc.Multiply(receiver), enc, publicKey, info, sealedBytes);
    }
}
