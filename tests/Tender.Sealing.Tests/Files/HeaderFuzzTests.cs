using CsCheck;
using Xunit;

namespace Tender.Sealing.Tests;

public class HeaderFuzzTests : IClassFixture<TwoParts>
{
    private readonly Sealed made;

    public HeaderFuzzTests(TwoParts fixture) => made = fixture.Made;

    [Fact]
    public void Parse_AnyBytes_GivesAHeaderOrATypedRefusal() =>
        Gen.Byte.Array[0, 1_200].Sample(bytes => Read(bytes), iter: 5_000);

    [Fact]
    public void Parse_AGoodHeaderWithAnyChanges_GivesAHeaderOrATypedRefusal() =>
        Gen.Select(Gen.Int[0, 775], Gen.Byte)
            .Array[1, 6]
            .Select(Gen.Int[0, 900])
            .Sample(
                (changes, length) =>
                {
                    var bytes = made.Header.Bytes.ToArray();
                    foreach (var (place, value) in changes)
                        bytes[place] = value;
                    Array.Resize(ref bytes, length < 776 ? 776 : length);
                    Read(bytes);
                },
                iter: 5_000
            );

    private static void Read(byte[] bytes)
    {
        try
        {
            var header = SealedHeader.Parse(bytes);
            // What was accepted is canonical and consistent.
            Assert.Equal(bytes, header.Bytes.ToArray());
            Assert.Equal(SealedLayout.HeaderLength(header.Parts.Count), bytes.Length);
            Assert.True(header.FileLength > bytes.Length);
            Assert.All(
                header.Parts,
                p => Assert.Equal(p.CiphertextLength, SealedLayout.CiphertextLength(p.PlaintextLength))
            );
        }
        catch (SealingException refusal)
        {
            Assert.InRange(refusal.Offset, 0, bytes.Length);
        }
    }
}
