using System.Buffers.Binary;
using Xunit;

namespace Tender.Sealing.Tests;

public class HeaderTests : IClassFixture<TwoParts>
{
    private const int FirstPart = SealedLayout.CoreLength;
    private const int SecondPart = FirstPart + SealedLayout.DescriptionLength + SealedLayout.StanzaLength;
    private const int Payloads = SecondPart + SealedLayout.DescriptionLength + SealedLayout.StanzaLength;
    private readonly Sealed made;

    public HeaderTests(TwoParts fixture) => made = fixture.Made;

    [Fact]
    public void Parse_AGoodHeader_TellsEveryField()
    {
        var header = SealedHeader.Parse(made.Header.Bytes.Span);

        Assert.Equal(776, header.Bytes.Length);
        Assert.Equal((1, 0, false), (header.Suite, header.Flags, header.Padded));
        Assert.Equal(made.Request.TenderRef, header.TenderRef);
        Assert.Equal(made.Request.Lot, header.Lot);
        Assert.Equal(made.Request.DocHash, header.DocHash);
        Assert.Equal(made.Request.KeySetId, header.KeySetId);
        Assert.Equal(BidIdentity.Tag(made.Request.BidNonce.Span, made.Request.OrganisationCode), header.BidderTag);
        Assert.Equal(BidIdentity.NonceHash(made.Request.BidNonce.Span), header.NonceHash);
        Assert.Equal(made.File.Length, header.FileLength);
        Assert.Equal(1 + 1 + 2, header.LeafCount);
        Assert.Equal([(1, 1), (2, 2)], header.Parts.Select(p => ((int)p.PartId, (int)p.Phase)));
        Assert.Equal([1L, 2L], header.Parts.Select(p => p.FirstLeaf));
        Assert.Equal([776L, 776 + header.Parts[0].CiphertextLength], header.Parts.Select(p => p.Offset));
        Assert.Same(header.Parts[1], header.FindPart(2));
        Assert.Null(header.FindPart(3));
    }

    [Theory]
    [InlineData(0, 0x88, SealingError.Magic, 0)]
    [InlineData(7, 0x1B, SealingError.Magic, 0)]
    [InlineData(8, 0, SealingError.Version, 8)]
    [InlineData(8, 2, SealingError.Version, 8)]
    [InlineData(9, 0b001, SealingError.Flags, 9)]
    [InlineData(9, 0b100, SealingError.Flags, 9)]
    [InlineData(10, 1, SealingError.Suite, 10)]
    [InlineData(11, 2, SealingError.Suite, 10)]
    [InlineData(15, 0x09, SealingError.HeaderLength, 12)]
    [InlineData(15, 0x07, SealingError.HeaderLength, 12)]
    [InlineData(200, 1, SealingError.Reserved, 200)]
    [InlineData(231, 1, SealingError.Reserved, 231)]
    [InlineData(232, 0, SealingError.PartCount, 232)]
    [InlineData(232, 9, SealingError.PartCount, 232)]
    [InlineData(232, 1, SealingError.HeaderLength, 12)]
    [InlineData(232, 3, SealingError.HeaderLength, 12)]
    [InlineData(233, 1, SealingError.Reserved, 233)]
    [InlineData(239, 1, SealingError.Reserved, 239)]
    [InlineData(FirstPart, 0, SealingError.PartId, FirstPart)]
    [InlineData(FirstPart, 2, SealingError.PartId, SecondPart)]
    [InlineData(FirstPart + 1, 0, SealingError.Phase, FirstPart + 1)]
    [InlineData(FirstPart + 1, 9, SealingError.Phase, FirstPart + 1)]
    [InlineData(FirstPart + 2, 2, SealingError.StanzaKind, FirstPart + 2)]
    [InlineData(FirstPart + 2, 0, SealingError.StanzaKind, FirstPart + 2)]
    [InlineData(FirstPart + 3, 1, SealingError.Reserved, FirstPart + 3)]
    [InlineData(FirstPart + 5, 8, SealingError.SegmentLength, FirstPart + 4)]
    [InlineData(SecondPart, 1, SealingError.PartId, SecondPart)]
    [InlineData(FirstPart + 16, 2, SealingError.Point, FirstPart + 16)]
    [InlineData(FirstPart + 16, 0, SealingError.Point, FirstPart + 16)]
    [InlineData(FirstPart + 80, 0x55, SealingError.Point, FirstPart + 16)]
    [InlineData(FirstPart + 129, 4, SealingError.Point, FirstPart + 129)]
    [InlineData(FirstPart + 129, 0, SealingError.Point, FirstPart + 129)]
    [InlineData(Payloads + 1, 1, SealingError.PayloadParameters, Payloads)]
    [InlineData(Payloads + 74 + 9, 0x21, SealingError.PayloadParameters, Payloads + 74)]
    public void Parse_AField_OutsideItsRule_IsRefusedThere(int place, byte value, SealingError expected, int offset)
    {
        var bytes = made.Header.Bytes.ToArray();
        Assert.NotEqual(value, bytes[place]);
        bytes[place] = value;
        AssertRefused(bytes, expected, offset);
    }

    [Fact]
    public void Parse_AScalarOfTheLabelNotBelowTheOrder_IsRefused()
    {
        var bytes = made.Header.Bytes.ToArray();
        var z = made.Header.Parts[0].LabelOffset + 33;
        bytes.AsSpan(z, 32).Fill(255);
        AssertRefused(bytes, SealingError.Scalar, z);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(39)]
    [InlineData(262_144 + 1)]
    [InlineData(262_144 + 32)]
    [InlineData(3 * 262_144 + 32)]
    [InlineData((1L << 58) + 262_144)]
    [InlineData(long.MinValue)]
    [InlineData(-1)]
    public void Parse_APartLengthThatNoContentGives_IsRefused(long length) =>
        AssertRefused(WithLength(length), SealingError.PartLength, FirstPart + 8);

    [Theory]
    [InlineData(40, 1)]
    [InlineData(262_143, 1)]
    [InlineData(262_144, 1)]
    [InlineData(262_144 + 33, 2)]
    [InlineData(2 * 262_144, 2)]
    [InlineData(1L << 58, 1L << 40)]
    public void Parse_APartLengthThatAContentGives_IsRead(long length, long segments)
    {
        var part = SealedHeader.Parse(WithLength(length)).Parts[0];
        Assert.Equal((length, segments), (part.CiphertextLength, part.SegmentCount));
        Assert.Equal(length, SealedLayout.CiphertextLength(part.PlaintextLength));
    }

    [Fact]
    public void Parse_EveryLengthShortOfTheHeader_IsTruncated()
    {
        for (var length = 0; length < made.Header.Bytes.Length; length++)
            AssertRefused(made.Header.Bytes.ToArray()[..length], SealingError.Truncated, null);
    }

    [Fact]
    public void Parse_AByteAfterTheHeader_IsRefused() =>
        AssertRefused([.. made.Header.Bytes.Span, 0], SealingError.TrailingBytes, 776);

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Seal_OneAndEightParts_AreReadBack(int parts)
    {
        var contents = Enumerable.Range(0, parts).Select(i => Sealed.Pattern(50 + i, i)).ToList();
        var file = await Sealed.MakeAsync(3, contents);
        Assert.Equal(240 + parts * 268, file.Header.Bytes.Length);
        Assert.Equal(contents, await file.OpenAsync(file.File));
    }

    [Fact]
    public async Task ReadAsync_FromAFile_StopsAtTheFirstSegment()
    {
        using var stream = new MemoryStream(made.File);
        var header = await SealedHeader.ReadAsync(stream);
        Assert.Equal(776, stream.Position);
        Assert.Equal(made.Header.Hash(), header.Hash());
        header.CheckFileLength(made.File.Length);
    }

    [Theory]
    [InlineData(0, SealingError.Truncated)]
    [InlineData(15, SealingError.Truncated)]
    [InlineData(16, SealingError.Truncated)]
    [InlineData(775, SealingError.Truncated)]
    public async Task ReadAsync_FromACutFile_IsRefused(int length, SealingError expected)
    {
        using var stream = new MemoryStream(made.File[..length]);
        var refusal = await Assert.ThrowsAsync<SealingException>(() => SealedHeader.ReadAsync(stream));
        Assert.Equal(expected, refusal.Kind);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void CheckFileLength_AnotherLength_IsRefused(int change)
    {
        var refusal = Assert.Throws<SealingException>(() => made.Header.CheckFileLength(made.File.Length + change));
        Assert.Equal(SealingError.FileLength, refusal.Kind);
    }

    private static void AssertRefused(byte[] bytes, SealingError expected, int? offset)
    {
        var refusal = Assert.Throws<SealingException>(() => SealedHeader.Parse(bytes));
        Assert.Equal((expected, offset ?? refusal.Offset), (refusal.Kind, refusal.Offset));
    }

    private byte[] WithLength(long length)
    {
        var bytes = made.Header.Bytes.ToArray();
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(FirstPart + 8), length);
        return bytes;
    }
}
