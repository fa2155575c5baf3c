using Tender.Testing;
using Xunit;

namespace Tender.Sealing.Tests;

public class SchnorrTests
{
    private readonly SeededRandom random = new(71);

    [Fact]
    public void Verify_OwnSignature_HoldsForThisKeyAndMessageOnly()
    {
        var secret = Scalar.Random(random);
        var key = P256.Generator.Multiply(secret);
        var message = random.Bytes(100);
        var signature = Schnorr.Sign(secret, message);
        Assert.Equal(signature, Schnorr.Sign(secret, message));
        Assert.True(Schnorr.Verify(key, message, signature));
        Assert.False(Schnorr.Verify(key.Negate(), message, signature));
        Assert.False(Schnorr.Verify(key, message[..99], signature));
        Assert.False(Schnorr.Verify(key, message, signature.AsSpan(..64)));
        Assert.False(Schnorr.Verify(key, message, [.. signature, 0]));
        Assert.False(Schnorr.Verify(P256.Generator.Add(P256.Generator.Negate()), message, signature));
        for (var bit = 0; bit < signature.Length * 8; bit++)
        {
            var altered = (byte[])signature.Clone();
            altered[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.False(Schnorr.Verify(key, message, altered));
        }
    }

    [Fact]
    public void Sign_WithZero_IsRefused() =>
        Assert.Equal(SealingError.Scalar, Assert.Throws<SealingException>(() => Schnorr.Sign(Scalar.Zero, [1])).Kind);
}
