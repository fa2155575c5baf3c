using Microsoft.Extensions.Time.Testing;
using Tender.Testing;
using Xunit;

namespace Tender.Sealing.Tests.Interop;

/// <summary>Files sealed by the browser modules (tests/vectors/sbid1/js) are read here, and made here byte for byte.</summary>
public sealed class BrowserFileTests
{
    public static TheoryData<string> Names => [.. BrowserFile.All().Select(f => f.Name)];

    [Fact]
    public void Files_OneToThreePartsPaddedAndNot_AreAllThere() =>
        Assert.Equal(6, BrowserFile.All().Select(f => (f.Parts.Count, f.Padded)).Distinct().Count());

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Open_SealedInTheBrowser_GivesTheContents(string name)
    {
        var frozen = BrowserFile.Named(name);
        using var file = new MemoryStream(frozen.Bytes);
        var header = await SealedHeader.ReadAsync(file);
        header.CheckFileLength(file.Length);
        header.CheckLabels();
        Assert.Equal(frozen.HeaderHash, header.Hash());
        Assert.Equal(frozen.Lot, header.Lot);
        Assert.Equal(BidIdentity.Tag(frozen.BidNonce, frozen.Uscc), header.BidderTag.ToArray());
        Assert.Equal(frozen.Parts.Count, header.Parts.Count);
        foreach (var (part, expected) in header.Parts.Zip(frozen.Parts))
        {
            var key = header.PartKey(part, Unwrap(header, part, frozen));
            using var content = new MemoryStream();
            file.Position = part.Offset;
            await new BidOpener(header, part, key).OpenAsync(file, content);
            Assert.Equal(expected.Content(), content.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Seal_WithTheBrowsersChance_GivesTheSameBytes(string name)
    {
        var frozen = BrowserFile.Named(name);
        var request = new SealRequest
        {
            TenderRef = frozen.TenderRef,
            Lot = frozen.Lot,
            DocHash = frozen.DocHash,
            KeySetId = frozen.KeySetId,
            PublicKey = frozen.PublicKey,
            BidNonce = frozen.BidNonce,
            OrganisationCode = frozen.Uscc,
            Padded = frozen.Padded,
            Parts = [.. frozen.Parts.Select(p => SealInput.Of(p.PartId, p.Phase, p.Content()))],
        };
        using var file = new MemoryStream();
        var sealer = new BidSealer(new SeededRandom(frozen.Seed), new FakeTimeProvider(frozen.SealedAt));
        var made = await sealer.SealAsync(request, file);
        Assert.Equal(frozen.Bytes, file.ToArray());
        Assert.Equal(frozen.TreeRoot, made.TreeRoot);
        Assert.Equal(frozen.LeafCount, made.LeafHashes.Count);
    }

    // The frozen secret, once more through the wrap: [x]enc is what custodians add up.
    private static byte[] Unwrap(SealedHeader header, SealedPart part, BrowserFile frozen)
    {
        var shared = CurvePoint.Decode65(part.Enc.Span).Multiply(Scalar.Decode(frozen.PrivateKey));
        var secret = header.UnwrapSecret(part, CurvePoint.Decode65(frozen.PublicKey), shared);
        Assert.Equal(frozen.Secrets.Single(s => s.PartId == part.PartId).Secret, secret);
        return secret;
    }
}
