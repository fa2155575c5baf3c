using CsCheck;
using Tender.Testing;
using Xunit;

namespace Tender.Sealing.Tests;

public class ScalarTests
{
    private static readonly byte[] Order = Convert.FromHexString(
        "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"
    );

    [Fact]
    public void Decode_OrderAndAbove_IsRefused()
    {
        byte[] below = [.. Order[..31], 0x50];
        byte[] above = [.. Order[..31], 0x52];
        Assert.Equal(below, Scalar.Decode(below).Encode());
        Assert.Equal(Scalar.Zero.Subtract(Scalar.One), Scalar.Decode(below));
        AssertRefused(Order);
        AssertRefused(above);
        AssertRefused([.. Enumerable.Repeat((byte)0xff, 32)]);
        AssertRefused(new byte[31]);
        AssertRefused(new byte[33]);
        Assert.True(Scalar.Decode(new byte[32]).IsZero);
    }

    [Fact]
    public void Arithmetic_OfAnyScalars_IsAField() =>
        Gen.Select(Gen.ULong, Gen.ULong)
            .Sample(
                (a, b) =>
                {
                    var x = Scalar.Random(new SeededRandom(a));
                    var y = Scalar.Random(new SeededRandom(b));
                    Assert.Equal(x, x.Add(y).Subtract(y));
                    Assert.Equal(x, x.Multiply(y).Multiply(y.Invert()));
                    Assert.Equal(x.Multiply(y.Add(Scalar.One)), x.Multiply(y).Add(x));
                    Assert.Equal(x, Scalar.Decode(x.Encode()));
                },
                iter: 200
            );

    [Fact]
    public void Invert_Zero_HasNone() => Assert.Throws<InvalidOperationException>(() => Scalar.Zero.Invert());

    [Fact]
    public void Random_DrawsAgainInsteadOfReducing()
    {
        var drawn = new Queue<byte[]>([Order, new byte[32], [.. new byte[31], 7]]);
        Assert.Equal(Scalar.From(7), Scalar.Random(new Scripted(drawn)));
        Assert.Empty(drawn);
    }

    private static void AssertRefused(byte[] bytes)
    {
        var refusal = Assert.Throws<SealingException>(() => Scalar.Decode(bytes, 9));
        Assert.Equal((SealingError.Scalar, 9), (refusal.Kind, refusal.Offset));
    }

    private sealed class Scripted(Queue<byte[]> drawn) : IRandom
    {
        public void Fill(Span<byte> destination) => drawn.Dequeue().CopyTo(destination);
    }
}
