using Tender.Testing;
using Xunit;

namespace Tender.Sealing.Tests;

/// <summary>A header, a stanza or an enc that was moved: what was sealed for one place opens nowhere else (SBID1 6.3, 19).</summary>
public class ReplayTests : IClassFixture<TwoParts>
{
    private const int Entry = SealedLayout.DescriptionLength + SealedLayout.StanzaLength;
    private readonly Sealed made;

    public ReplayTests(TwoParts fixture) => made = fixture.Made;

    [Theory]
    [InlineData(SealedLayout.TenderRefStart, 32)]
    [InlineData(SealedLayout.LotStart, 16)]
    [InlineData(SealedLayout.DocHashStart, 32)]
    [InlineData(SealedLayout.KeySetIdStart, 32)]
    [InlineData(SealedLayout.BidderTagStart, 32)]
    public void Labels_OfAHeaderMovedToAnotherBinding_DoNotHold(int start, int length)
    {
        var bytes = made.Header.Bytes.ToArray();
        new SeededRandom(51).Fill(bytes.AsSpan(start, length));
        AssertLabel(bytes);
    }

    [Fact]
    public void Labels_OfAPartMovedToAnotherPhase_DoNotHold()
    {
        var bytes = made.Header.Bytes.ToArray();
        bytes[SealedLayout.CoreLength + 1] = 3;
        AssertLabel(bytes);
    }

    [Fact]
    public void Labels_OfStanzasExchangedBetweenParts_DoNotHold()
    {
        var bytes = made.Header.Bytes.ToArray();
        var first = bytes.AsSpan(SealedLayout.CoreLength + SealedLayout.DescriptionLength, SealedLayout.StanzaLength);
        var second = bytes.AsSpan(
            SealedLayout.CoreLength + Entry + SealedLayout.DescriptionLength,
            SealedLayout.StanzaLength
        );
        var kept = first.ToArray();
        second.CopyTo(first);
        kept.CopyTo(second);
        AssertLabel(bytes);
    }

    [Fact]
    public void Unwrap_ARivalsEncUnderANewLabel_NeedsItsSecretScalar()
    {
        // The rival's enc can be copied, but a label for another header needs e; one with another scalar is of another enc.
        var part = made.Header.Parts[0];
        var foreign = new byte[SealedLayout.CoreLength];
        var label = LabelProof.Make(foreign, part.Description.Span, Scalar.From(5), new byte[32]);
        Assert.False(LabelProof.Verify(foreign, part.Description.Span, part.Enc.Span, label));
        Assert.True(
            LabelProof.Verify(foreign, part.Description.Span, P256.Generator.Multiply(Scalar.From(5)).Encode65(), label)
        );
    }

    /// <summary>
    /// A bidder can label an ephemeral point and its inverse as well. Both have one x, so what looks for repetition MUST compare by it: else
    /// such a file would pass here and stop the whole set at the custodians.
    /// </summary>
    [Fact]
    public void EncX_OfAPointAndItsInverse_IsTheSame()
    {
        var e = Scalar.From(5);
        Scalar[] both = [e, Scalar.Zero.Subtract(e)];
        var parts = both.Select((s, i) => WithEnc(made.Header.Parts[i], s)).ToList();
        var header = SealedHeader.Parse(parts.Aggregate(made.Header.Bytes.ToArray(), (bytes, p) => p(bytes)));
        header.CheckLabels();
        Assert.NotEqual(header.Parts[0].Enc.ToArray(), header.Parts[1].Enc.ToArray());
        Assert.Equal(header.Parts[0].EncX.ToArray(), header.Parts[1].EncX.ToArray());
        Assert.NotEqual(made.Header.Parts[0].EncX.ToArray(), made.Header.Parts[1].EncX.ToArray());
    }

    private Func<byte[], byte[]> WithEnc(SealedPart part, Scalar ephemeral) =>
        bytes =>
        {
            var label = LabelProof.Make(made.Header.Core.Span, part.Description.Span, ephemeral, new byte[32]);
            P256.Generator.Multiply(ephemeral).Encode65().CopyTo(bytes, part.StanzaOffset);
            label.CopyTo(bytes, part.LabelOffset);
            return bytes;
        };

    [Fact]
    public void Unwrap_UnderAnotherKeySet_IsRefused()
    {
        var part = made.Header.Parts[0];
        var other = Scalar.Random(new SeededRandom(52));
        var shared = CurvePoint.Decode65(part.Enc.Span).Multiply(other);
        var refusal = Assert.Throws<SealingException>(() =>
            made.Header.UnwrapSecret(part, P256.Generator.Multiply(other), shared)
        );
        Assert.Equal(SealingError.Wrap, refusal.Kind);
    }

    [Fact]
    public void Unwrap_TheOtherPartsSharedPoint_IsRefused()
    {
        var shared = CurvePoint.Decode65(made.Header.Parts[1].Enc.Span).Multiply(made.PrivateKey);
        var refusal = Assert.Throws<SealingException>(() =>
            made.Header.UnwrapSecret(made.Header.Parts[0], made.PublicKey, shared)
        );
        Assert.Equal(SealingError.Wrap, refusal.Kind);
    }

    private static void AssertLabel(byte[] bytes)
    {
        var refusal = Assert.Throws<SealingException>(SealedHeader.Parse(bytes).CheckLabels);
        Assert.Equal(SealingError.Label, refusal.Kind);
    }
}
