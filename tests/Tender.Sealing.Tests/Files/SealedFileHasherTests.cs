using CsCheck;
using Xunit;

namespace Tender.Sealing.Tests;

public class SealedFileHasherTests : IClassFixture<TwoParts>
{
    private readonly Sealed made;

    public SealedFileHasherTests(TwoParts fixture) => made = fixture.Made;

    [Fact]
    public void Append_InPiecesOfAnySize_GivesTheTreeOfTheSealer() =>
        Gen.Int[1, 300_000]
            .Array[1, 40]
            .Sample(
                sizes =>
                {
                    var hasher = new SealedFileHasher();
                    var rest = made.File.AsSpan();
                    for (var i = 0; !rest.IsEmpty; i++)
                    {
                        var piece = Math.Min(sizes[i % sizes.Length], rest.Length);
                        hasher.Append(rest[..piece]);
                        rest = rest[piece..];
                        Assert.Equal(made.File.Length - rest.Length, hasher.Length);
                        Assert.Equal(rest.IsEmpty, hasher.IsComplete);
                    }

                    Assert.Equal(made.Bid.TreeRoot, hasher.Root());
                    Assert.Equal(made.Bid.LeafHashes, hasher.LeafHashes);
                    Assert.Equal(made.Header.Hash(), hasher.Header!.Hash());
                },
                iter: 50
            );

    [Fact]
    public void Append_ByteByByteThroughTheHeader_RefusesWithTheLastByteOfTheHeader()
    {
        var file = (byte[])made.File.Clone();
        file[240] = 0;
        var hasher = new SealedFileHasher();
        for (var i = 0; i < 775; i++)
            hasher.Append(file.AsSpan(i, 1));
        var refusal = Assert.Throws<SealingException>(() => hasher.Append(file.AsSpan(775, 1)));
        Assert.Equal((SealingError.PartId, 240), (refusal.Kind, refusal.Offset));
    }

    [Fact]
    public void Append_AForeignFile_IsRefusedAfterSixteenBytes()
    {
        var hasher = new SealedFileHasher();
        hasher.Append("PK\u0003\u0004 this is a zip"u8[..15]);
        var refusal = Assert.Throws<SealingException>(() => hasher.Append([0]));
        Assert.Equal(SealingError.Magic, refusal.Kind);
    }

    [Theory]
    [InlineData(0, SealingError.SegmentWord)]
    [InlineData(3, SealingError.SegmentWord)]
    public void Append_ABadSegmentWord_IsRefusedAtTheSegment(int place, SealingError expected)
    {
        foreach (var part in made.Header.Parts)
        {
            var file = (byte[])made.File.Clone();
            file[part.Offset + place] ^= 1;
            var refusal = Assert.Throws<SealingException>(() => new SealedFileHasher().Append(file));
            Assert.Equal((expected, part.Offset), (refusal.Kind, refusal.Offset));
        }
    }

    [Fact]
    public void Append_AByteAfterTheEnd_IsRefused()
    {
        var refusal = Assert.Throws<SealingException>(() => new SealedFileHasher().Append([.. made.File, 0]));
        Assert.Equal((SealingError.FileLength, made.File.Length), (refusal.Kind, refusal.Offset));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(776)]
    [InlineData(777)]
    [InlineData(-1)]
    public void Root_OfACutFile_IsRefused(int length)
    {
        var hasher = new SealedFileHasher();
        hasher.Append(made.File.AsSpan(0, length < 0 ? made.File.Length - 1 : length));
        Assert.Equal(SealingError.Truncated, Assert.Throws<SealingException>(hasher.Root).Kind);
    }

    [Fact]
    public async Task ReadAsync_AFile_GivesItsTreeAndProgress()
    {
        var seen = new List<long>();
        using var stream = new MemoryStream(made.File);
        var hasher = await SealedFileHasher.ReadAsync(stream, new Heard(seen.Add));
        Assert.Equal(made.Bid.TreeRoot, hasher.Root());
        Assert.Equal(made.File.Length, seen[^1]);
        Assert.Equal(seen.Order(), seen);
    }

    [Fact]
    public void Segment_AnyOne_IsProvedAlone()
    {
        for (var index = 0; index < made.Bid.LeafHashes.Count; index++)
        {
            var proof = Rfc9162.InclusionProof(made.Bid.LeafHashes, index);
            Assert.True(Rfc9162.VerifyInclusion((ulong)index, 4, made.Bid.LeafHashes[index], proof, made.Bid.TreeRoot));
        }
    }
}
