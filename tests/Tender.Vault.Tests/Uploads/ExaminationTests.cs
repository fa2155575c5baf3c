using Tender.Sealing;
using Tender.Testing;
using Tender.Vault.Client;
using Tender.Vault.Tests.Kit;
using Xunit;

namespace Tender.Vault.Tests.Uploads;

public sealed class ExaminationTests(VaultFixture vault) : IClassFixture<VaultFixture>
{
    private static byte[] Flipped(byte[] file, int at)
    {
        var copy = file.ToArray();
        copy[at] ^= 1;
        return copy;
    }

    private async Task RefusedAsync(
        string code,
        Func<TestBid, byte[]> alter,
        Func<SealRequest, SealRequest>? seal = null
    )
    {
        var bidder = vault.NewBidder();
        var bid = await bidder.SealAsync(vault.Tender, alter: seal);
        await RefusedAsync(code, bidder, bid with { File = alter(bid) });
    }

    private async Task RefusedAsync(string code, TestBidder bidder, TestBid bid)
    {
        await Refusals.WithCodeAsync(code, () => bidder.UploadAsync(bid));
        var state = await vault.Kit.ScalarAsync<string>(
            "select state || ' ' || problem from upload where org_code = $1",
            TestOrganisations.Code(bidder.Organisation)
        );
        Assert.Equal($"refused {code}", state);
        var submit = await Assert.ThrowsAsync<VaultProblemException>(() => bidder.SubmitAsync(bidder.Statement(bid)));
        Assert.Equal("ET-3004", submit.Facts.Code);
    }

    [Fact]
    public Task Upload_OfAPdf_IsRefused() => RefusedAsync("ET-3030", _ => [.. "%PDF-1.7 not sealed at all"u8]);

    [Fact]
    public Task Upload_TruncatedAndDeclaredSo_IsRefused() => RefusedAsync("ET-3036", bid => bid.File[..^1]);

    [Fact]
    public Task Upload_WithBytesAfterTheEnd_IsRefused() => RefusedAsync("ET-3036", bid => [.. bid.File, 0]);

    [Fact]
    public Task Upload_ShorterThanAHeader_IsRefused() => RefusedAsync("ET-3030", bid => bid.File[..100]);

    [Fact]
    public Task Upload_OfAnotherVersion_IsRefused() => RefusedAsync("ET-3031", bid => Flipped(bid.File, 8));

    [Fact]
    public Task Upload_WithFlagB_IsRefused() => RefusedAsync("ET-3031", bid => Flipped(bid.File, 9));

    [Fact]
    public Task Upload_OfAnotherSuite_IsRefused() => RefusedAsync("ET-3031", bid => Flipped(bid.File, 10));

    /// <summary>Custodians refuse a set with such a bid, so it would stop everybody's opening.</summary>
    [Fact]
    public Task Upload_WithNothingForTheFirstOpening_IsRefused() =>
        RefusedAsync("ET-3037", bid => bid.File, r => r with { Parts = [SealInput.Of(1, 2, new byte[100])] });

    [Fact]
    public Task Upload_ForAnotherSection_IsRefused() =>
        RefusedAsync("ET-3033", bid => bid.File, r => r with { TenderRef = new byte[32] });

    [Fact]
    public Task Upload_ForAnotherLot_IsRefused() =>
        RefusedAsync("ET-3033", bid => bid.File, r => r with { Lot = Guid.Empty });

    [Fact]
    public Task Upload_ForOtherDocuments_IsRefused() =>
        RefusedAsync("ET-3033", bid => bid.File, r => r with { DocHash = new byte[32] });

    [Fact]
    public Task Upload_WithAnotherKeySet_IsRefused() =>
        RefusedAsync("ET-3034", bid => bid.File, r => r with { KeySetId = new byte[32] });

    [Fact]
    public Task Upload_WithABrokenLabel_IsRefused() => RefusedAsync("ET-3035", bid => Flipped(bid.File, 160)); // bidder's nonce hash: bound by every label

    [Fact]
    public Task Upload_WithASegmentWordFlipped_IsRefused() =>
        RefusedAsync("ET-3032", bid => Flipped(bid.File, (int)bid.Sealed.Header.Parts[0].Offset));

    [Fact]
    public async Task Upload_OfEveryHeaderByteFlipped_IsRefused()
    {
        var bidder = vault.NewBidder();
        var bid = await bidder.SealAsync(vault.Tender);
        var section = Section(bid);
        // Only custodians' answers can tell a wrapped secret, an IV or a header tag from a flipped one; the statement's hash binds them.
        var secret = bid
            .Sealed.Header.Parts.SelectMany(p =>
                Enumerable.Range(p.StanzaOffset + 65, 48).Concat(Enumerable.Range(p.PayloadHeaderOffset + 10, 64))
            )
            .ToHashSet();
        for (var at = 0; at < bid.Sealed.Header.Bytes.Length; at++)
        {
            if (secret.Contains(at))
            {
                continue;
            }

            var header = Flipped(bid.Sealed.Header.Bytes.ToArray(), at);
            Assert.True(IsRefused(header, section, bid.File.Length), $"byte {at}");
        }

        Assert.False(IsRefused(bid.Sealed.Header.Bytes.ToArray(), section, bid.File.Length));
    }

    [Fact]
    public async Task Upload_WithAnEphemeralKeyOfARival_IsRefusedAtUploadAndAtCommit()
    {
        var first = vault.NewBidder();
        var second = vault.NewBidder();
        // The same chance makes the same ephemeral keys: what a copied or broken generator would do.
        var bid = await first.SealAsync(vault.Tender, chance: new SeededRandom(7));
        var twin = await second.SealAsync(vault.Tender, chance: new SeededRandom(7));
        await second.UploadAsync(twin);
        await first.UploadAsync(bid);
        await first.SubmitAsync(first.Statement(bid));
        var refusal = await Refusals.WithCodeAsync("ET-3008", () => second.SubmitAsync(second.Statement(twin)));
        Assert.Equal("ET-3008", Refusals.Read(refusal).Reason);
        var late = vault.NewBidder();
        var third = await late.SealAsync(vault.Tender, chance: new SeededRandom(7));
        await Refusals.WithCodeAsync("ET-3008", () => late.UploadAsync(third));
    }

    /// <summary>An answer to a point is one to its opposite as well: custodians would refuse the whole set.</summary>
    [Fact]
    public async Task Upload_WithAnEphemeralKeyAndItsOppositeInOneFile_IsRefused()
    {
        var bidder = vault.NewBidder();
        var (_, first) = await bidder.BidAsync(vault.Tender);
        var bid = await bidder.SealAsync(vault.Tender, chance: new OppositeKeys());
        var parts = bid.Sealed.Header.Parts;
        Assert.Equal(parts[0].EncX.ToArray(), parts[1].EncX.ToArray());
        Assert.NotEqual(parts[0].Enc.ToArray(), parts[1].Enc.ToArray());
        await Refusals.WithCodeAsync("ET-3008", () => bidder.UploadAsync(bid));
        await ReplaceAsync(bidder, first, await bidder.SealAsync(vault.Tender));
    }

    [Fact]
    public async Task Submit_WithTheOppositeOfAKeyOfTheOwnFirstVersion_IsRefusedAndTheFirstVersionStays()
    {
        var bidder = vault.NewBidder();
        var chance = new OppositeKeys();
        var one = (SealRequest r) => r with { Parts = [SealInput.Of(1, 1, TestBidder.Summary(100).Write())] };
        var bid = await bidder.SealAsync(vault.Tender, alter: one, chance: chance);
        var opposite = await bidder.SealAsync(vault.Tender, alter: one, chance: chance);
        await bidder.UploadAsync(bid);
        await bidder.UploadAsync(opposite);
        var first = TestBidder.Receipt(await bidder.SubmitAsync(bidder.Statement(bid)));
        var statement = bidder.Statement(opposite, StatementAction.Replace, 2, first.Commitment);
        var refusal = await Refusals.WithCodeAsync("ET-3008", () => bidder.SubmitAsync(statement));
        Assert.Equal("ET-3008", Refusals.Read(refusal).Reason);
        await ReplaceAsync(bidder, first, await bidder.SealAsync(vault.Tender));
    }

    // What was refused has left nothing: the first version is still the one that a second follows.
    private static async Task ReplaceAsync(TestBidder bidder, VaultReceipt first, TestBid bid)
    {
        await bidder.UploadAsync(bid);
        await bidder.SubmitAsync(bidder.Statement(bid, StatementAction.Replace, 2, first.Commitment));
    }

    [Fact]
    public async Task Upload_OfTheSameBytesAgain_IsStored()
    {
        var bidder = vault.NewBidder();
        var (bid, _) = await bidder.BidAsync(vault.Tender);
        Assert.Equal(UploadState.Stored, (await bidder.UploadAsync(bid)).State);
    }

    [Fact]
    public async Task Upload_OfARivalsFile_CannotBeSubmitted()
    {
        var (bid, _) = await vault.NewBidder().BidAsync(vault.Tender);
        var rival = vault.NewBidder();
        await Refusals.WithCodeAsync("ET-3008", () => rival.UploadAsync(bid));
    }

    private static Vault.Uploads.SectionOfUpload Section(TestBid bid) =>
        new()
        {
            TenderRef = bid.Tender.TenderRef,
            Lot = bid.Tender.Lot,
            DocHash = bid.Tender.DocHash,
            Deadline = bid.Tender.Deadline,
            Held = false,
            State = "keyed",
            KeySetId = bid.Tender.KeySetId,
        };

    private static bool IsRefused(byte[] header, Vault.Uploads.SectionOfUpload section, long length)
    {
        try
        {
            return Vault.Uploads.FileExamination.CheckHeader(SealedHeader.Parse(header), section, length) is not null;
        }
        catch (SealingException)
        {
            return true;
        }
    }
}
