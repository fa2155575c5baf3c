using Xunit;

namespace Tender.Sealing.Tests;

[Trait("Speed", "slow")]
public class BitFlipTests : IClassFixture<TwoParts>
{
    private readonly Sealed made;

    public BitFlipTests(TwoParts fixture) => made = fixture.Made;

    [Fact]
    public async Task Open_AnyBitOfTheHeaderFlipped_IsRefusedByTheExpectedCheckBeforeAnyPlaintext()
    {
        var seen = new HashSet<SealingError>();
        for (var bit = 0; bit < made.Header.Bytes.Length * 8; bit++)
        {
            var bytes = made.Header.Bytes.ToArray();
            bytes[bit / 8] ^= (byte)(1 << bit % 8);
            var kind = await RefusalAsync(bytes);
            Assert.True(Expected(bit / 8).Contains(kind), $"bit {bit % 8} of byte {bit / 8}: {kind}");
            seen.Add(kind);
        }

        // That each check did its share, and none stood behind another for all of the header.
        Assert.Superset(
            new HashSet<SealingError>
            {
                SealingError.Magic,
                SealingError.Label,
                SealingError.Wrap,
                SealingError.Point,
                SealingError.PayloadHeader,
                SealingError.PayloadParameters,
                SealingError.PartLength,
            },
            seen
        );
    }

    [Fact]
    public async Task Open_OneBitOfEachFieldOfEachSegmentFlipped_IsRefusedByTheExpectedCheck()
    {
        foreach (var part in made.Header.Parts)
            for (long position = 0; position < part.SegmentCount; position++)
            {
                var start = part.Offset + position * SealedLayout.SegmentLength;
                var end = start + part.SegmentLengthAt(position);
                await AssertSegmentAsync(part, start, SealingError.SegmentWord);
                await AssertSegmentAsync(part, start + 3, SealingError.SegmentWord);
                await AssertSegmentAsync(part, start + 4, SealingError.SegmentTag);
                await AssertSegmentAsync(part, start + 16, SealingError.SegmentTag);
                await AssertSegmentAsync(part, (start + end) / 2, SealingError.SegmentTag);
                await AssertSegmentAsync(part, end - 16, SealingError.SegmentTag);
                await AssertSegmentAsync(part, end - 1, SealingError.SegmentTag);
            }
    }

    // The order of an opening: grammar and points, labels, all wraps, then the header tags of the payloads.
    private async Task<SealingError> RefusalAsync(byte[] bytes)
    {
        try
        {
            var header = SealedHeader.Parse(bytes);
            header.CheckLabels();
            var keys = header.Parts.Select(p => Key(header, p)).ToList();
            foreach (var part in header.Parts)
                await OpenAsync(header, part, keys[part.Index]);
            return default;
        }
        catch (SealingException refusal)
        {
            return refusal.Kind;
        }
    }

    private async Task OpenAsync(SealedHeader header, SealedPart part, byte[] key)
    {
        using var output = new MemoryStream();
        using var input = new MemoryStream(made.File);
        input.Position = made.Header.Parts[part.Index].Offset;
        try
        {
            await new BidOpener(header, part, key).OpenAsync(input, output);
        }
        catch (SealingException)
        {
            Assert.Equal(0, output.Length);
            throw;
        }
    }

    private byte[] Key(SealedHeader header, SealedPart part)
    {
        var shared = CurvePoint.Decode65(part.Enc.Span).Multiply(made.PrivateKey);
        return header.PartKey(part, header.UnwrapSecret(part, made.PublicKey, shared));
    }

    private static SealingError[] Expected(int place)
    {
        const int entry = SealedLayout.DescriptionLength + SealedLayout.StanzaLength;
        return place switch
        {
            < 8 => [SealingError.Magic],
            8 => [SealingError.Version],
            9 => [SealingError.Flags, SealingError.Label],
            < 12 => [SealingError.Suite],
            // A length that fits another number of parts is a truncated or longer header.
            < 16 => [SealingError.HeaderLength, SealingError.Truncated, SealingError.TrailingBytes],
            < 200 => [SealingError.Label],
            < 232 => [SealingError.Reserved],
            232 => [SealingError.PartCount, SealingError.HeaderLength],
            < 240 => [SealingError.Reserved],
            < 240 + 2 * entry => InPart((place - 240) % entry),
            _ => InPayload((place - 240 - 2 * entry) % SealedLayout.PayloadHeaderLength),
        };
    }

    private static SealingError[] InPart(int place) =>
        place switch
        {
            0 => [SealingError.PartId, SealingError.Label],
            1 => [SealingError.Phase, SealingError.Label],
            2 => [SealingError.StanzaKind],
            3 => [SealingError.Reserved],
            < 8 => [SealingError.SegmentLength],
            < 16 => [SealingError.PartLength, SealingError.Label],
            < 81 => [SealingError.Point],
            < 129 => [SealingError.Wrap],
            < 162 => [SealingError.Point, SealingError.Label],
            _ => [SealingError.Scalar, SealingError.Label],
        };

    private static SealingError[] InPayload(int place) =>
        place < FloeParameters.EncodedLength ? [SealingError.PayloadParameters] : [SealingError.PayloadHeader];

    private async Task AssertSegmentAsync(SealedPart part, long place, SealingError expected)
    {
        var file = (byte[])made.File.Clone();
        file[place] ^= 0x10;
        var key = made.Header.PartKey(part, made.Bid.Secrets[part.Index].Secret);
        var refusal = await Assert.ThrowsAsync<SealingException>(() =>
            Sealed.OpenPartAsync(made.Header, part, key, file)
        );
        Assert.Equal((place, expected), (place, refusal.Kind));
        Assert.InRange(refusal.Offset, part.Offset, part.Offset + part.CiphertextLength);

        // With the leaves of the tree at hand the same damage is a storage fault, found before the segment is opened.
        using var input = new MemoryStream(file);
        input.Position = part.Offset;
        var opener = new BidOpener(made.Header, part, key) { LeafHashes = made.Bid.LeafHashes };
        var found = await Assert.ThrowsAsync<SealingException>(() => opener.OpenAsync(input, Stream.Null));
        Assert.Equal((place, SealingError.Root), (place, found.Kind));
    }
}
