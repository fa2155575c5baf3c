using System.Buffers.Binary;
using Tender.Testing;
using Xunit;

namespace Tender.Sealing.Tests;

/// <summary>Plaintexts that an honest sealer never makes, sealed with right keys: only the last checks can see them.</summary>
public class PaddingTests
{
    [Theory]
    [InlineData(false, 100, 108, SealingError.Flags)]
    [InlineData(false, 99, 108, SealingError.ContentLength)]
    [InlineData(false, 101, 108, SealingError.ContentLength)]
    [InlineData(false, -1, 108, SealingError.ContentLength)]
    [InlineData(false, long.MaxValue, 108, SealingError.ContentLength)]
    [InlineData(true, 100, 112, SealingError.Flags)]
    [InlineData(true, 100, 108, SealingError.ContentLength)]
    [InlineData(true, 100, 116, SealingError.ContentLength)]
    [InlineData(true, 96, 112, SealingError.ContentLength)]
    public async Task Open_AContentLengthThatDoesNotFit_IsRefused(
        bool padded,
        long length,
        int plaintext,
        SealingError expected
    )
    {
        var text = new byte[plaintext];
        BinaryPrimitives.WriteInt64BigEndian(text, length);
        // Flags stands for "opens": the two good ones show that the others fail for their length alone.
        Assert.Equal(expected, await KindAsync(padded, text));
    }

    [Theory]
    [InlineData(108)]
    [InlineData(111)]
    public async Task Open_PaddingThatIsNotZero_IsRefused(int place)
    {
        var text = new byte[112];
        BinaryPrimitives.WriteInt64BigEndian(text, 100);
        text[place] = 1;
        Assert.Equal(SealingError.Padding, await KindAsync(true, text));
    }

    private static async Task<SealingError> KindAsync(bool padded, byte[] plaintext)
    {
        var random = new SeededRandom(31);
        var publicKey = P256.Generator.Multiply(Scalar.Random(random));
        // The header of an honest file of the same size, and a payload of our own under its key.
        var content = padded ? 104 - 8 : plaintext.Length - 8;
        var request = Sealed.NewRequest(random, publicKey, new byte[content]) with { Padded = padded };
        using var draft = HeaderWriter.Write(request, random, DateTimeOffset.UnixEpoch);
        var header = Relength(draft, plaintext.Length, out var message);
        var segment = new byte[plaintext.Length + FloeParameters.SegmentOverhead];
        plaintext.CopyTo(segment, SealedLayout.TextStart);
        using (var cipher = new FloeCipher(message))
            cipher.Seal(0, true, new byte[12], segment);
        var part = header.Parts[0];
        try
        {
            using var input = new MemoryStream(segment);
            var key = header.PartKey(part, draft.Secrets[0].Secret);
            await new BidOpener(header, part, key).OpenAsync(input, Stream.Null);
            return SealingError.Flags;
        }
        catch (SealingException refusal)
        {
            return refusal.Kind;
        }
    }

    private static SealedHeader Relength(HeaderDraft draft, int plaintext, out FloeMessage message)
    {
        var bytes = draft.Header.Bytes.ToArray();
        BinaryPrimitives.WriteInt64BigEndian(
            bytes.AsSpan(SealedLayout.CoreLength + 8),
            plaintext + FloeParameters.SegmentOverhead
        );
        var changed = SealedHeader.Parse(bytes);
        var key = changed.PartKey(changed.Parts[0], draft.Secrets[0].Secret);
        var context = KeySchedule.PayloadContext(changed.Bound.Span, 1);
        message = FloeMessage.Start(FloeParameters.Sbid1, key, context, new byte[32]);
        message.Header.CopyTo(bytes, bytes.Length - FloeParameters.HeaderLength);
        return SealedHeader.Parse(bytes);
    }
}
