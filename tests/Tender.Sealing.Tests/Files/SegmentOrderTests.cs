using Xunit;

namespace Tender.Sealing.Tests;

public class SegmentOrderTests
{
    private const int Whole = SealedLayout.SegmentLength;
    private static readonly Lazy<Task<Sealed>> Shared = new(() =>
        // Two equal parts of three segments, so that segments fit each other's places.
        Sealed.MakeAsync(21, [Sealed.Pattern(2 * 262_112 + 500), Sealed.Pattern(2 * 262_112 + 500, 9)])
    );

    [Fact]
    public async Task Open_TwoSegmentsSwapped_IsRefusedAtTheFirst() =>
        await AssertRefusedAsync((s, _) => [s[1], s[0], s[2]], SealingError.SegmentTag, 0);

    [Fact]
    public async Task Open_ASegmentDoubled_IsRefusedAtTheCopy() =>
        await AssertRefusedAsync((s, _) => [s[0], s[0], s[2]], SealingError.SegmentTag, 1);

    [Fact]
    public async Task Open_TheSegmentOfTheOtherPart_IsRefusedThere() =>
        await AssertRefusedAsync((s, o) => [s[0], o[1], s[2]], SealingError.SegmentTag, 1);

    [Fact]
    public async Task Open_TheLastSegmentOfTheOtherPart_IsRefusedThere() =>
        await AssertRefusedAsync((s, o) => [s[0], s[1], o[2]], SealingError.SegmentTag, 2);

    [Fact]
    public async Task Open_WithoutItsLastSegment_IsTruncated() =>
        await AssertRefusedAsync((s, _) => [s[0], s[1]], SealingError.Truncated, 2);

    [Fact]
    public async Task Open_WithoutItsLastByte_IsTruncated() =>
        await AssertRefusedAsync((s, _) => [s[0], s[1], s[2][..^1]], SealingError.Truncated, 2);

    [Fact]
    public async Task Open_WithoutAMiddleSegment_IsRefusedByTheWord() =>
        await AssertRefusedAsync((s, _) => [s[0], [.. s[2], .. new byte[Whole]]], SealingError.SegmentWord, 1);

    [Fact]
    public async Task Open_SegmentsOfAnotherFileUnderTheSameKeySet_AreRefused()
    {
        var other = await Sealed.MakeAsync(22, [Sealed.Pattern(2 * 262_112 + 500), Sealed.Pattern(10)]);
        var segments = Segments(other, other.Header.Parts[0]);
        await AssertRefusedAsync((s, _) => [segments[0], s[1], s[2]], SealingError.SegmentTag, 0);
    }

    [Fact]
    public async Task Open_WithTheKeyOfTheOtherPart_IsRefusedBeforeAnySegment()
    {
        var made = await Shared.Value;
        var wrong = made.Header.PartKey(made.Header.Parts[1], made.Bid.Secrets[1].Secret);
        var refusal = await Assert.ThrowsAsync<SealingException>(() =>
            Sealed.OpenPartAsync(made.Header, made.Header.Parts[0], wrong, made.File)
        );
        Assert.Equal(SealingError.PayloadHeader, refusal.Kind);
    }

    private static async Task AssertRefusedAsync(
        Func<List<byte[]>, List<byte[]>, List<byte[]>> change,
        SealingError expected,
        int place
    )
    {
        var made = await Shared.Value;
        var part = made.Header.Parts[0];
        var changed = change(Segments(made, part), Segments(made, made.Header.Parts[1]));
        using var input = new MemoryStream([.. changed.SelectMany(s => s)]);
        using var output = new MemoryStream();
        var key = made.Header.PartKey(part, made.Bid.Secrets[0].Secret);
        var refusal = await Assert.ThrowsAsync<SealingException>(() =>
            new BidOpener(made.Header, part, key).OpenAsync(input, output)
        );
        Assert.Equal(expected, refusal.Kind);
        Assert.Equal(place, (refusal.Offset - part.Offset) / Whole);
        // Nothing of the refused segment came out, and all before it is what was sealed.
        var before = place == 0 ? 0 : place * SealedLayout.SegmentPlaintext - SealedLayout.ContentPrefix;
        Assert.Equal(made.Contents[0][..before], output.ToArray());
    }

    private static List<byte[]> Segments(Sealed made, SealedPart part) =>
        [
            .. Enumerable
                .Range(0, (int)part.SegmentCount)
                .Select(p => made.File.AsSpan((int)part.Offset + p * Whole, part.SegmentLengthAt(p)).ToArray()),
        ];
}
