using System.Security.Cryptography;
using Tender.Ledger.Proofs;
using Tender.Ledger.Tests.World;
using Tender.Ledger.Verification;
using Tender.Sealing;
using Xunit;

namespace Tender.Ledger.Tests.Verification;

/// <summary>Lies of an opening, each told consistently as far as the liar can, and the check that finds it.</summary>
public sealed class BundleRefusalTests
{
    [Fact]
    public async Task Verify_OmittedBid_IsOmitted()
    {
        var world = await Worlds.WithBidsAsync();
        await world.SubmitAsync(4, 6);
        var opening = new Opening(world);
        var dropped = opening.Members[^1];
        opening.Members.Remove(dropped);
        opening.Seal().Answer(1, 3).Publish();
        (await opening.VerifyAsync()).Is(Verdict.Omitted);
        // The vault may leave the receipt out of the bundle; the bidder still has it.
        opening.Receipts.Remove(dropped);
        using var zip = new MemoryStream(await opening.BundleAsync());
        var bundle = await OpeningBundle.ReadAsync(zip);
        var receipt = world.ReceiptOf(dropped).Write();
        var verifier = new ReceiptVerifier(world.Trust);
        verifier.Verify(receipt, new ReceiptContext { Bundle = bundle }).Is(Verdict.Omitted);
        verifier.Verify(receipt).Is(Verdict.ValidDev);
    }

    [Fact]
    public async Task Verify_WithdrawnBidInTheSet_FailsInCheck13()
    {
        var world = await Worlds.WithBidsAsync();
        var opening = new Opening(world);
        opening.Members.Add(world.Bidders[3].Submissions[0]);
        (await opening.Seal().Answer(1, 3).Publish().VerifyAsync()).FailsIn(13);
    }

    [Fact]
    public async Task Verify_ReplacedVersionInTheSet_FailsInCheck13()
    {
        var world = await Worlds.WithBidsAsync();
        var opening = new Opening(world);
        opening.Members[0] = world.Bidders[0].Submissions[0];
        (await opening.Seal().Answer(1, 3).Publish().VerifyAsync()).FailsIn(13);
    }

    [Fact]
    public async Task Verify_EarlierStatementHidden_IsIncomplete()
    {
        var world = await Worlds.WithBidsAsync();
        var opening = new Opening(world).Seal().Answer(1, 3).Publish();
        opening.Receipts.Remove(world.Bidders[0].Submissions[0]);
        (await opening.VerifyAsync()).Is(Verdict.Incomplete);
    }

    [Fact]
    public async Task Verify_MemberWithoutReceipt_IsIncomplete()
    {
        var world = await Worlds.WithBidsAsync();
        var opening = new Opening(world).Seal().Answer(1, 3).Publish();
        opening.Receipts.Remove(world.Bidders[1].Submissions[0]);
        (await opening.VerifyAsync()).Is(Verdict.Incomplete);
    }

    [Theory]
    [InlineData(3u, 4u)]
    [InlineData(3u, 5u)]
    public async Task Verify_OtherCount_FailsInCheck13(uint real, uint told)
    {
        var world = await Worlds.WithBidsAsync();
        var opening = new Opening(world).Seal(told);
        Assert.Equal((int)real, opening.Set.Entries.Count);
        (await opening.Answer(1, 3).Publish().VerifyAsync()).FailsIn(13);
    }

    [Fact]
    public async Task Verify_UnsortedSet_FailsInCheck13()
    {
        var world = await Worlds.WithBidsAsync();
        var opening = new Opening(world).Seal().Answer(1, 3).Publish();
        opening.Set = new BidSet { Phase = 1, Entries = [.. opening.Set.Entries.Reverse()] };
        (await opening.VerifyAsync()).FailsIn(13);
    }

    [Fact]
    public async Task Verify_SetOfAnotherRoot_FailsInCheck13()
    {
        var world = await Worlds.WithBidsAsync();
        var opening = new Opening(world).Seal().Answer(1, 3).Publish();
        opening.Set = BidSet.Of(1, opening.Set.Entries.Skip(1));
        (await opening.VerifyAsync()).FailsIn(13);
    }

    [Fact]
    public async Task Verify_OtherBidderNamed_FailsInCheck13()
    {
        var world = await Worlds.WithBidsAsync();
        var opening = new Opening(world).Seal().Answer(1, 3).Publish();
        var entries = opening.Set.Entries.Select((e, i) => i == 0 ? e with { Company = "另一家公司" } : e);
        opening.Set = BidSet.Of(1, entries);
        (await opening.VerifyAsync()).FailsIn(13);
    }

    [Fact]
    public async Task Verify_OtherPriceRecorded_FailsInCheck19()
    {
        var world = await Worlds.WithBidsAsync();
        var opening = new Opening(world).Seal().Answer(1, 3);
        opening.Publish(r =>
            r with
            {
                Bids = [.. r.Bids.Select(b => b with { Summary = b.Summary! with { PriceFen = 1 } })],
            }
        );
        (await opening.VerifyAsync()).FailsIn(19);
        (await opening.VerifyAsync(BundleForm.Public)).FailsIn(19);
    }

    [Fact]
    public async Task Verify_GoodBidRecordedAsUnread_FailsInCheck19()
    {
        var world = await Worlds.WithBidsAsync();
        var opening = new Opening(world).Seal().Answer(1, 3);
        opening.Publish(r =>
            r with
            {
                Bids =
                [
                    .. r.Bids.Select(
                        (b, i) => i > 0 ? b : b with { State = BidState.Unread, Summary = null, Reason = "x" }
                    ),
                ],
            }
        );
        (await opening.VerifyAsync()).FailsIn(19);
        opening.Parts.RemoveAt(0);
        (await opening.VerifyAsync()).FailsIn(19);
    }

    [Fact]
    public async Task Verify_RecordThatIsNotOnTheChain_FailsInCheck19()
    {
        var world = await Worlds.WithBidsAsync();
        var opening = new Opening(world).Seal().Answer(1, 3).Publish();
        var record = opening.Records[0];
        opening.Records[0] = record with { Salt = new byte[32] };
        (await opening.VerifyAsync()).FailsIn(19);
        var later = OpeningRecord.Parse(record.Text) with { OpenedAt = LedgerWorld.Start };
        opening.Records[0] = record with { Text = later.Write() };
        (await opening.VerifyAsync()).FailsIn(19);
        opening.Records.Clear();
        (await opening.VerifyAsync()).Is(Verdict.Incomplete);
    }

    [Fact]
    public async Task Verify_KeyOfAnotherPart_FailsInCheck19()
    {
        var world = await Worlds.WithBidsAsync();
        var opening = new Opening(world).Seal().Answer(1, 3).Publish();
        opening.Parts[0] = opening.Parts[0] with { Key = opening.Parts[1].Key };
        (await opening.VerifyAsync(BundleForm.Public)).FailsIn(19);
    }

    [Fact]
    public async Task Verify_SegmentOfAnotherBid_FailsInCheck19()
    {
        var world = await Worlds.WithBidsAsync();
        var opening = new Opening(world).Seal().Answer(1, 3).Publish();
        opening.Parts[0] = opening.Parts[0] with { Segment = opening.Parts[1].Segment };
        (await opening.VerifyAsync()).FailsIn(19);
    }

    [Fact]
    public async Task Verify_SummaryKeyMissing_IsIncomplete()
    {
        var world = await Worlds.WithBidsAsync();
        var opening = new Opening(world).Seal().Answer(1, 3).Publish();
        opening.Parts.RemoveAt(1);
        (await opening.VerifyAsync()).Is(Verdict.Incomplete);
    }

    [Fact]
    public async Task Verify_OneAnswerLess_IsIncomplete()
    {
        var world = await Worlds.WithBidsAsync();
        var opening = new Opening(world).Seal().Answer(1, 3).Publish();
        opening.Partials.RemoveAt(0);
        (await opening.VerifyAsync()).Is(Verdict.Incomplete);
        (await opening.VerifyAsync(BundleForm.Public)).Is(Verdict.ValidDev);
    }

    [Fact]
    public async Task Verify_AnswerChangedAfterItsHash_FailsInCheck17()
    {
        var world = await Worlds.WithBidsAsync();
        var opening = new Opening(world).Seal().Answer(1, 3).Publish();
        var again = world.Custodians.Answer(opening.Context(), 1, opening.Encs(), LedgerWorld.Start.AddSeconds(1));
        opening.Partials[0] = opening.Partials[0] with { Cms = again };
        (await opening.VerifyAsync()).FailsIn(17);
    }

    [Fact]
    public async Task Verify_AnswerSignedByAnotherOrganisation_FailsInCheck17()
    {
        var world = await Worlds.WithBidsAsync();
        var opening = new Opening(world).Seal().Answer(3);
        var own = world.Custodians.Answer(opening.Context(), 1, opening.Encs(), LedgerWorld.Start);
        var content = CmsVerifier.Open(own).Content;
        opening.Share(1, CmsSigner.Sign(content, world.Custodians.Certificates[1], LedgerWorld.Start));
        (await opening.Publish().VerifyAsync()).FailsIn(17);
    }

    [Fact]
    public async Task Verify_OtherKeySet_FailsInCheck15()
    {
        var world = await Worlds.WithBidsAsync();
        var opening = new Opening(world).Seal().Answer(1, 3).Publish();
        opening.KeySet = new LedgerWorld(2).Custodians.Facts;
        (await opening.VerifyAsync()).FailsIn(15);
    }

    [Fact]
    public async Task Verify_SeatsInAnotherOrder_FailsInCheck15()
    {
        var world = await Worlds.WithBidsAsync();
        var opening = new Opening(world).Seal().Answer(1, 3).Publish();
        opening.KeySet = opening.KeySet with { Seats = [.. opening.KeySet.Seats.Reverse()] };
        (await opening.VerifyAsync()).FailsIn(15);
        opening.KeySet = world.Custodians.Facts with { Messages = [.. world.Custodians.Facts.Messages.Reverse()] };
        (await opening.VerifyAsync()).FailsIn(15);
        opening.KeySet = world.Custodians.Facts with { PoolId = new byte[16] };
        (await opening.VerifyAsync()).FailsIn(15);
    }

    [Fact]
    public async Task Verify_HeaderOfAnotherTender_FailsInCheck16()
    {
        var world = await Worlds.WithBidsAsync();
        var opening = new Opening(world);
        var foreign = await new LedgerWorld(2).SubmitAsync(4, 6);
        // A bid for another tender, declared for this one: the statement is new, the file is not.
        var who = world.Bidders[4];
        opening.Members.Add(
            world.Declare(who, 6, StatementAction.Submit, foreign.File, foreign.Bytes, foreign.Summary)
        );
        opening.Receipts.Add(opening.Members[^1]);
        opening.Seal().Answer(1, 3).Publish();
        (await opening.VerifyAsync()).FailsIn(16);
    }

    [Fact]
    public async Task Verify_HeaderMissing_IsIncomplete()
    {
        var world = await Worlds.WithBidsAsync();
        var opening = new Opening(world).Seal().Answer(1, 3).Publish();
        opening.Members.RemoveAt(0);
        (await opening.VerifyAsync()).Is(Verdict.Incomplete);
    }

    [Fact]
    public async Task Verify_StatementsInAPublicBundle_FailsInCheck1()
    {
        var world = await Worlds.WithBidsAsync();
        var opening = new Opening(world).Seal().Answer(1, 3).Publish();
        using var zip = new MemoryStream(await opening.BundleAsync());
        var bundle = await OpeningBundle.ReadAsync(zip);
        var bent = bundle with { Tender = bundle.Tender with { Form = BundleForm.Public } };
        (await new BundleVerifier(world.Trust).VerifyAsync(bent)).FailsIn(1);
    }

    [Fact]
    public async Task Verify_LotOrDocumentsOfAnother_Fails()
    {
        var world = await Worlds.WithBidsAsync();
        var opening = new Opening(world).Seal().Answer(1, 3).Publish();
        using var zip = new MemoryStream(await opening.BundleAsync());
        var bundle = await OpeningBundle.ReadAsync(zip);
        var verifier = new BundleVerifier(world.Trust);
        (await verifier.VerifyAsync(bundle with { Tender = bundle.Tender with { Lot = new byte[16] } })).FailsIn(16);
        (
            await verifier.VerifyAsync(bundle with { Tender = bundle.Tender with { DocHash = SHA256.HashData([]) } })
        ).FailsIn(7);
        (await verifier.VerifyAsync(bundle with { Tender = bundle.Tender with { TenderRef = new byte[32] } })).FailsIn(
            7
        );
    }
}
