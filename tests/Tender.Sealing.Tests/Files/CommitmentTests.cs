using CsCheck;
using Xunit;

namespace Tender.Sealing.Tests;

public class CommitmentTests : IClassFixture<TwoParts>
{
    private readonly Sealed made;

    public CommitmentTests(TwoParts fixture) => made = fixture.Made;

    [Fact]
    public void IsPartKey_TheDisclosedKey_HoldsForItsPartOnly()
    {
        var keys = made.Header.Parts.Select(p => made.Header.PartKey(p, made.Bid.Secrets[p.Index].Secret)).ToList();
        Assert.True(made.Header.IsPartKey(made.Header.Parts[0], keys[0]));
        Assert.True(made.Header.IsPartKey(made.Header.Parts[1], keys[1]));
        Assert.False(made.Header.IsPartKey(made.Header.Parts[0], keys[1]));
        Assert.False(made.Header.IsPartKey(made.Header.Parts[0], made.Bid.Secrets[0].Secret));
    }

    [Fact]
    public void IsPartKey_AnyAlteredKey_DoesNotHold()
    {
        var part = made.Header.Parts[0];
        var key = made.Header.PartKey(part, made.Bid.Secrets[0].Secret);
        for (var bit = 0; bit < 256; bit++)
        {
            var altered = (byte[])key.Clone();
            altered[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.False(made.Header.IsPartKey(part, altered));
        }
    }

    [Fact]
    public void IsPartKey_AnyOtherKey_DoesNotHold() =>
        Gen.Byte.Array[32].Sample(key => Assert.False(made.Header.IsPartKey(made.Header.Parts[0], key)), iter: 1_000);

    [Fact]
    public void Payload_ForARandomSecondKey_NeverVerifies() =>
        Gen.Select(Gen.Byte.Array[32], Gen.Byte.Array[32], Gen.Byte.Array[0, 40], Gen.Byte.Array[32])
            .Sample(
                (key, other, aad, iv) =>
                {
                    using var message = FloeMessage.Start(FloeParameters.Sbid1, key, aad, iv);
                    FloeMessage.Open(FloeParameters.Sbid1, key, aad, message.Header).Dispose();
                    var refusal = Assert.Throws<SealingException>(() =>
                        FloeMessage.Open(FloeParameters.Sbid1, other, aad, message.Header)
                    );
                    Assert.Equal(SealingError.PayloadHeader, refusal.Kind);
                },
                iter: 500
            );

    [Fact]
    public async Task Seal_AnyContents_OpenToThemselves() =>
        await Gen.Select(Gen.Byte.Array[0, 3_000].Array[1, 8], Gen.Bool, Gen.ULong)
            .SampleAsync(
                async (contents, padded, seed) =>
                {
                    var file = await Sealed.MakeAsync(seed, contents, r => r with { Padded = padded });
                    Assert.Equal(contents, await file.OpenAsync(file.File));
                },
                iter: 30
            );
}
