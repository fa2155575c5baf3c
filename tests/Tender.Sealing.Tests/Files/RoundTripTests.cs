using Xunit;

namespace Tender.Sealing.Tests;

public class RoundTripTests
{
    /// <summary>FLOE plaintexts around the borders of a segment; the content is eight bytes less.</summary>
    public static TheoryData<int> Plaintexts =>
        [8, 9, 262_111, 262_112, 262_113, 524_223, 524_224, 524_225, 5 * 262_112 + 77];

    [Theory]
    [MemberData(nameof(Plaintexts))]
    public async Task Seal_ContentOfAnyLength_OpensToTheSameBytes(int plaintext)
    {
        var made = await Sealed.MakeAsync(1, [Sealed.Pattern(plaintext - 8), Sealed.Pattern(100)]);

        Assert.Equal(SealedLayout.CiphertextLength(plaintext), made.Header.Parts[0].CiphertextLength);
        Assert.Equal(made.Header.FileLength, made.File.Length);
        Assert.Equal(made.Contents, await made.OpenAsync(made.File));
    }

    [Theory]
    [MemberData(nameof(Plaintexts))]
    public async Task Seal_Padded_OpensToTheSameBytesAtThePadmeSize(int plaintext)
    {
        var made = await Sealed.MakeAsync(2, [Sealed.Pattern(plaintext - 8)], r => r with { Padded = true });

        Assert.Equal(Padme.Size(plaintext), made.Header.Parts[0].PlaintextLength);
        Assert.Equal(made.Contents, await made.OpenAsync(made.File));
    }
}
