using System.Security.Cryptography;
using Tender.Ledger.Verification;
using Tender.Sealing;
using Tender.Testing;
using Tender.Vault.Tests.Kit;
using Xunit;

namespace Tender.Vault.Tests.Openings;

/// <summary>From the deadline to the verified bundle, on the real clock and the real chain.</summary>
[Trait("Speed", "slow")]
public sealed class WholeOpeningTests(PostgresFixture postgres, AnvilFixture anvil)
    : IClassFixture<PostgresFixture>,
        IClassFixture<AnvilFixture>
{
    [Fact]
    public async Task Opening_ShowsExactlyTheVersionsThatStand_AndTheBundleVerifies()
    {
        await using var kit = await VaultKit.StartAsync(postgres, anvil);
        var deadline = kit.Ledger.Grid.NextBorder(kit.Time.GetUtcNow().AddSeconds(12));
        var tender = await kit.PublishAsync(deadline);
        var prices = await BidAsync(kit, tender);
        await kit.WaitForStateAsync(tender, VaultState.Sealed);
        var set = await kit.Client.GetSetAsync(tender, default);
        Assert.Equal(4, set.Count);
        await CheckSeatsAsync(kit, tender);
        await kit.WaitForStateAsync(tender, VaultState.Opened);
        var opening = await kit.Client.GetOpeningAsync(tender, default);
        CheckOpening(opening, prices);
        await CheckBundlesAsync(kit, tender);
        await CheckReadersAsync(kit, tender, opening);
        Assert.Null(await kit.ScalarAsync<long?>("select audit_verify()"));
    }

    /// <summary>Five bidders: one replaces, one withdraws, one deals garbage.</summary>
    private static async Task<IReadOnlyList<long>> BidAsync(VaultKit kit, byte[] tender)
    {
        for (var i = 1; i <= 2; i++)
        {
            await kit.Bidder(i).BidAsync(tender, i * 1000);
        }

        var replacing = kit.Bidder(3);
        var (_, first) = await replacing.BidAsync(tender, 9999);
        var second = await replacing.SealAsync(tender, 3000);
        await replacing.UploadAsync(second);
        await replacing.SubmitAsync(replacing.Statement(second, StatementAction.Replace, 2, first.Commitment));
        var withdrawing = kit.Bidder(4);
        var (bid, receipt) = await withdrawing.BidAsync(tender, 4000);
        await withdrawing.SubmitAsync(withdrawing.Statement(bid, StatementAction.Withdraw, 2, receipt.Commitment));
        await GarbageAsync(kit.Bidder(5), tender);
        return [1000, 2000, 3000];
    }

    /// <summary>The wrapped secret is flipped: the label still holds, so only the custodians' answers can tell.</summary>
    private static async Task GarbageAsync(TestBidder bidder, byte[] tender)
    {
        var bid = await bidder.SealAsync(tender);
        bid.File[bid.Sealed.Header.Parts[0].StanzaOffset + SealedLayout.EncLength] ^= 1;
        var hasher = await SealedFileHasher.ReadAsync(new MemoryStream(bid.File));
        var garbage = bid with
        {
            Sealed = new SealedBid
            {
                Header = hasher.Header!,
                TreeRoot = hasher.Root(),
                LeafHashes = hasher.LeafHashes,
                Secrets = bid.Sealed.Secrets,
            },
        };
        await bidder.UploadAsync(garbage);
        await bidder.SubmitAsync(bidder.Statement(garbage));
    }

    private static async Task CheckSeatsAsync(VaultKit kit, byte[] tender)
    {
        var seats = kit.Seats;
        var session = await seats[0].SignInAsync();
        var message = await seats[0].MakeAsync(session, tender);
        // Not on the ledger yet.
        await Refusals.WithCodeAsync("ET-3050", () => session.PostPartialAsync(tender, 1, message, default));
        await seats[0].CommitAsync(session, tender, message);
        Assert.True((await session.PostPartialAsync(tender, 1, message, default)).Accepted);
        Assert.True((await session.PostPartialAsync(tender, 1, message, default)).Accepted);
        // Another message than the committed one, and another seat's.
        var other = await seats[0].MakeAsync(session, tender);
        await Refusals.WithCodeAsync("ET-3050", () => session.PostPartialAsync(tender, 1, other, default));
        var stranger = await kit.SignInAsync(1);
        await Refusals.WithCodeAsync("ET-3018", () => stranger.PostPartialAsync(tender, 1, message, default));
        // A false answer changes nothing and stays as evidence.
        await Refusals.WithCodeAsync(
            "ET-3051",
            () => seats[1].AnswerAsync(tender, o => o with { Points = [.. o.Points.Reverse()] })
        );
        var states = (await kit.Client.GetOpeningAsync(tender, default)).Seats.Select(s => s.State);
        Assert.Equal([SeatState.Verified, SeatState.Wrong, SeatState.Waiting], states);
        Assert.Null((await kit.Client.GetOpeningAsync(tender, default)).Bids);
        Assert.True((await seats[2].AnswerAsync(tender)).Accepted);
    }

    private static void CheckOpening(OpeningFacts opening, IReadOnlyList<long> prices)
    {
        var read = opening.Bids!.Where(b => b.State == BidState.Open).Select(b => b.Summary!.PriceFen);
        Assert.Equal(prices, read.Order());
        var unread = Assert.Single(opening.Bids!, b => b.State == BidState.Unread);
        Assert.Equal(("envelope", TestOrganisations.Code(5)), (unread.Reason, unread.OrgCode));
        Assert.Equal(
            SHA256.HashData([.. opening.Salt!, .. System.Text.Encoding.UTF8.GetBytes(opening.Record!)]),
            opening.RecordHash
        );
    }

    private static async Task CheckBundlesAsync(VaultKit kit, byte[] tender)
    {
        var verifier = new BundleVerifier(kit.Ledger.Trust);
        await using (var zip = await kit.Client.GetBundleAsync(tender, default))
        {
            var report = await verifier.VerifyAsync(await CopyAsync(zip));
            Assert.True(report.Holds, string.Join('\n', report.Checks));
        }

        var party = await kit.SignInAsync(1);
        await using var own = await party.GetBundleAsync(tender, default);
        var parties = await verifier.VerifyAsync(await CopyAsync(own));
        Assert.True(parties.Holds, string.Join('\n', parties.Checks));
    }

    private static async Task CheckReadersAsync(VaultKit kit, byte[] tender, OpeningFacts opening)
    {
        var bid = opening.Bids!.First(b => b.State == BidState.Open);
        var reader = await kit.SignInTradingAsync();
        await using (var part = await reader.GetPartAsync(tender, bid.Commitment, 1, default))
        {
            Assert.Equal(bid.Summary, BidSummary.Parse((await CopyAsync(part)).ToArray()));
        }

        await using (var body = await reader.GetPartAsync(tender, bid.Commitment, 2, default))
        {
            Assert.Equal(1000, (await CopyAsync(body)).Length);
        }

        var unread = opening.Bids!.First(b => b.State == BidState.Unread);
        await Refusals.WithCodeAsync("ET-3053", () => reader.GetPartAsync(tender, unread.Commitment, 1, default));
        var rival = await kit.SignInAsync(2);
        await Refusals.WithCodeAsync("ET-3404", () => rival.GetPartAsync(tender, bid.Commitment, 1, default));
    }

    private static async Task<MemoryStream> CopyAsync(Stream from)
    {
        var copy = new MemoryStream();
        await from.CopyToAsync(copy);
        copy.Position = 0;
        return copy;
    }

    [Fact]
    public async Task Opening_OfTwoBids_FailsAndNothingIsEverOpened()
    {
        await using var kit = await VaultKit.StartAsync(postgres, anvil);
        var tender = await kit.PublishAsync(kit.Ledger.Grid.NextBorder(kit.Time.GetUtcNow().AddSeconds(6)));
        await kit.Bidder(1).BidAsync(tender);
        await kit.Bidder(2).BidAsync(tender);
        await kit.WaitForStateAsync(tender, VaultState.Failed);
        var opening = await kit.Client.GetOpeningAsync(tender, default);
        Assert.Equal((2, null), (opening.Count, opening.Bids));
        var seat = await kit.Seats[0].SignInAsync();
        Assert.Empty((await seat.GetWorkAsync(default)).Items);
        var message = await kit.Seats[0].MakeAsync(seat, tender);
        await Refusals.WithCodeAsync("ET-3052", () => seat.PostPartialAsync(tender, 1, message, default));
        var raw = await kit.Seats[0].SignShareAsync(tender, message);
        await Refusals.WithCodeAsync("ET-3054", () => seat.RelayAsync(raw, default));
        await Refusals.WithCodeAsync("ET-3052", () => kit.Client.GetBundleAsync(tender, default));
    }

    [Fact]
    public async Task Secrets_BeforeTheDeadline_AreInNoTableAndNoFile()
    {
        await using var kit = await VaultKit.StartAsync(postgres, anvil);
        var tender = await kit.PublishAsync();
        var bidder = kit.Bidder(1);
        const long price = 123_456_789_01;
        var bid = await bidder.SealAsync(tender, price);
        await bidder.UploadAsync(bid);
        await bidder.SubmitAsync(bidder.Statement(bid));
        var secrets = bid.Sealed.Secrets.Select(s => Convert.ToHexStringLower(s.Secret)).ToList();
        var dump = await SecrecyDump.OfAsync(kit);
        Assert.Contains(Convert.ToHexStringLower(bid.Sealed.TreeRoot), dump);
        Assert.DoesNotContain($"{price}", dump);
        Assert.DoesNotContain("张三", dump);
        Assert.All(secrets, s => Assert.DoesNotContain(s, dump));
    }
}
