using Xunit;

namespace Tender.Sealing.Tests;

public class FloeVectorTests
{
    [SkippableFact]
    public void Pairs_AreAllThere() => Assert.Equal(17, FloePair.All().Count);

    [SkippableFact]
    public void Open_EveryPair_GivesThePlaintext()
    {
        foreach (var pair in FloePair.All())
            Assert.Equal((pair.Name, Hex(pair.Plaintext)), (pair.Name, Hex(Open(pair, pair.Header, pair.Segments()))));
    }

    [SkippableFact]
    public void Seal_EveryPairWithItsIvs_GivesTheCiphertext()
    {
        foreach (var pair in FloePair.All())
        {
            var iv = pair.Header.AsSpan(FloeParameters.EncodedLength, FloeParameters.IvLength);
            using var message = FloeMessage.Start(pair.Parameters, FloePair.Key, FloePair.Aad, iv);
            using var cipher = new FloeCipher(message);
            var output = new List<byte>(message.Header);
            var rest = pair.Plaintext.AsSpan();
            var segments = pair.Segments();
            for (var position = 0; position < segments.Count; position++)
            {
                var segment = new byte[segments[position].Length];
                var text = segment.Length - FloeParameters.SegmentOverhead;
                rest[..text].CopyTo(segment.AsSpan(SealedLayout.TextStart));
                rest = rest[text..];
                cipher.Seal((ulong)position, position == segments.Count - 1, segments[position].AsSpan(4, 12), segment);
                output.AddRange(segment);
            }

            Assert.True(rest.IsEmpty);
            Assert.Equal((pair.Name, Hex(pair.Ciphertext)), (pair.Name, Hex([.. output])));
        }
    }

    [SkippableFact]
    public void Open_AnyBitOfAHeaderChanged_IsRefusedAtTheStart()
    {
        foreach (var pair in FloePair.All())
            for (var bit = 0; bit < FloeParameters.HeaderLength * 8; bit++)
            {
                var header = Flip(pair.Header, bit);
                var refusal = Assert.Throws<SealingException>(() => Start(pair, header));
                var expected =
                    bit / 8 < FloeParameters.EncodedLength
                        ? SealingError.PayloadParameters
                        : SealingError.PayloadHeader;
                Assert.Equal((pair.Name, bit, expected), (pair.Name, bit, refusal.Kind));
            }
    }

    [SkippableFact]
    public void Open_OneBitOfEachByteOfEachSegmentChanged_IsRefusedBeforeItsText()
    {
        foreach (var pair in FloePair.All().Where(p => p.Parameters.SegmentLength < 100))
            for (var at = 0; at < pair.Segments().Count; at++)
            for (var index = 0; index < pair.Segments()[at].Length; index++)
            {
                var segments = pair.Segments();
                segments[at] = Flip(segments[at], index * 8 + index % 8);
                var expected = index < 4 ? SealingError.SegmentWord : SealingError.SegmentTag;
                AssertRefusedAt(pair, segments, at, expected);
            }
    }

    [SkippableFact]
    public void Open_SegmentsSwappedDoubledAddedOrCut_IsRefused()
    {
        foreach (var pair in FloePair.All().Where(p => p.Segments().Count > 2))
        {
            var segments = pair.Segments();
            AssertRefusedAt(pair, [segments[1], segments[0], .. segments[2..]], 0, SealingError.SegmentTag);
            AssertRefusedAt(pair, [segments[0], .. segments], 1, SealingError.SegmentTag);
            AssertRefusedAt(pair, [.. segments, segments[^1]], segments.Count, SealingError.Unfinished);
            AssertRefusedAt(pair, segments[..^1], segments.Count - 1, SealingError.Unfinished);
            AssertRefusedAt(pair, [segments[^1]], 0, SealingError.SegmentTag);
            AssertRefusedAt(pair, [segments[0][..^1], .. segments[1..]], 0, SealingError.SegmentLength);
            var cut = segments[^1].Length > 32 ? SealingError.SegmentWord : SealingError.SegmentLength;
            AssertRefusedAt(pair, [.. segments[..^1], segments[^1][..^1]], segments.Count - 1, cut);
        }
    }

    /// <summary>Two messages under one key: the IV keeps their segments apart.</summary>
    [Fact]
    public void Open_SegmentOfAnotherMessageUnderTheSameKey_IsRefused()
    {
        var (key, aad) = (new byte[32], new byte[33]);
        var segments = new List<byte[]>();
        for (byte iv = 1; iv <= 2; iv++)
        {
            using var message = FloeMessage.Start(FloeParameters.Sbid1, key, aad, Enumerable.Repeat(iv, 32).ToArray());
            using var cipher = new FloeCipher(message);
            var segment = new byte[40];
            cipher.Seal(0, final: true, new byte[12], segment);
            segments.Add(segment);
        }

        using var first = FloeMessage.Start(FloeParameters.Sbid1, key, aad, Enumerable.Repeat((byte)1, 32).ToArray());
        using (var own = new FloeDecryptor(first))
            Assert.Equal(8, own.Next((byte[])segments[0].Clone(), final: true).Length);
        using var other = new FloeDecryptor(first);
        var refusal = Assert.Throws<SealingException>(() => other.Next(segments[1], final: true).Length);
        Assert.Equal(SealingError.SegmentTag, refusal.Kind);
    }

    [SkippableFact]
    public void Open_WithAnotherKeyOrContext_IsRefused()
    {
        var pair = FloePair.All()[0];
        Assert.Equal(SealingError.PayloadHeader, Refusal(pair.Parameters, [1, .. FloePair.Key[1..]], FloePair.Aad));
        Assert.Equal(SealingError.PayloadHeader, Refusal(pair.Parameters, FloePair.Key, []));
        Assert.Equal(SealingError.PayloadParameters, Refusal(FloeParameters.Sbid1, FloePair.Key, FloePair.Aad));

        SealingError Refusal(FloeParameters parameters, byte[] key, byte[] aad) =>
            Assert.Throws<SealingException>(() => FloeMessage.Open(parameters, key, aad, pair.Header)).Kind;
    }

    [Fact]
    public void Seal_SegmentOfAWrongLength_IsRefused()
    {
        using var message = FloeMessage.Start(new FloeParameters(64), FloePair.Key, FloePair.Aad, new byte[32]);
        using var cipher = new FloeCipher(message);
        Assert.Throws<ArgumentOutOfRangeException>(() => cipher.Seal(0, false, new byte[12], new byte[63]));
        Assert.Throws<ArgumentOutOfRangeException>(() => cipher.Seal(0, true, new byte[12], new byte[65]));
        Assert.Throws<ArgumentOutOfRangeException>(() => cipher.Seal(0, true, new byte[12], new byte[31]));
    }

    private static FloeMessage Start(FloePair pair, byte[] header) =>
        FloeMessage.Open(pair.Parameters, FloePair.Key, FloePair.Aad, header);

    private static byte[] Open(FloePair pair, byte[] header, List<byte[]> segments)
    {
        var text = new List<byte>();
        using var message = Start(pair, header);
        using var decryptor = new FloeDecryptor(message);
        foreach (var segment in segments)
            text.AddRange(decryptor.Next(segment, IsFinal(segment)));
        decryptor.Finish();
        return [.. text];
    }

    private static void AssertRefusedAt(FloePair pair, List<byte[]> given, int place, SealingError expected)
    {
        // Opening is in place.
        var segments = given.ConvertAll(s => (byte[])s.Clone());
        using var message = Start(pair, pair.Header);
        using var decryptor = new FloeDecryptor(message);
        for (var at = 0; at < place; at++)
            _ = decryptor.Next(segments[at], IsFinal(segments[at]));
        var last = place < segments.Count ? segments[place] : null;
        var final = place >= pair.Segments().Count - 1;
        var refusal = Assert.Throws<SealingException>(() =>
        {
            if (last is null)
                decryptor.Finish();
            else
                _ = decryptor.Next(last, expected == SealingError.SegmentWord ? final : IsFinal(last));
        });
        Assert.Equal((pair.Name, place, expected), (pair.Name, place, refusal.Kind));
        if (refusal.Kind == SealingError.SegmentTag)
            Assert.All(last![16..^16], b => Assert.Equal(0, b));
        else if (last is not null)
            Assert.Equal(given[place], last);
    }

    private static bool IsFinal(byte[] segment) => !segment.AsSpan(0, 4).SequenceEqual((byte[])[255, 255, 255, 255]);

    private static byte[] Flip(byte[] bytes, int bit)
    {
        var flipped = (byte[])bytes.Clone();
        flipped[bit / 8] ^= (byte)(1 << bit % 8);
        return flipped;
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
