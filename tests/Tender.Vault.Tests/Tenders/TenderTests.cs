using Tender.Sealing;
using Tender.Vault.Tests.Kit;
using Xunit;

namespace Tender.Vault.Tests.Tenders;

public sealed class TenderTests(VaultFixture vault) : IClassFixture<VaultFixture>
{
    private VaultKit Kit => vault.Kit;

    private DateTimeOffset Soon(int seconds = 600) =>
        Kit.Ledger.Grid.NextBorder(Kit.Time.GetUtcNow().AddSeconds(seconds));

    [Fact]
    public async Task Register_GoesToTheLedgerAndGetsAKey()
    {
        var facts = await Kit.Client.GetTenderAsync(vault.Tender, default);
        Assert.Equal((VaultState.Keyed, 2, 3, 1), (facts.State, facts.K, facts.N, facts.Phase));
        var keys = await Kit.Client.GetKeySetAsync(facts.KeySetId, default);
        var set = KeySet.Parse(keys.Certificate.Span);
        Assert.Equal(facts.KeySetId, set.Id.ToArray());
        Assert.Equal(keys.PublicKey, set.PublicKey.Encode65());
        using var http = new HttpClient();
        var chain = TestLedger.Reader(http, Kit.ChainUrl);
        var life = await new Ledger.Contracts.TenderChainClient(chain, Kit.Ledger.Plan.TenderChain).TenderAsync(
            vault.Tender,
            default
        );
        Assert.Equal(Ledger.Contracts.TenderState.Keyed, life.State);
        Assert.Equal((ulong)facts.Deadline.ToUnixTimeSeconds(), life.Deadline);
    }

    [Fact]
    public async Task Register_TheSameOrderAgain_ChangesNothing()
    {
        var order = Kit.Order(Soon());
        await Kit.SendOrderAsync(order);
        var again = await Kit.SendOrderAsync(order);
        Assert.Equal(order.TenderRef, again.TenderRef);
        await Refusals.WithCodeAsync("ET-3041", () => Kit.SendOrderAsync(order with { MinBids = 5 }));
    }

    [Fact]
    public async Task Register_WithAUsedNonce_IsRefused()
    {
        var order = Kit.Order(Soon());
        await Kit.SendOrderAsync(order);
        var replayed = Kit.Order(Soon()) with { Nonce = order.Nonce };
        await Refusals.WithCodeAsync("ET-3042", () => Kit.SendOrderAsync(replayed));
    }

    [Fact]
    public async Task Register_ByAnybodyElse_IsRefused() =>
        await Refusals.WithCodeAsync("ET-3019", () => Kit.SendOrderAsync(Kit.Order(Soon()), signer: 1));

    [Theory]
    [InlineData(-10, 0)]
    [InlineData(600, 1)]
    [InlineData(600, 500)]
    public async Task Register_WithADeadlineInThePastOrOffTheGrid_IsRefused(int seconds, int milliseconds) =>
        await Refusals.WithCodeAsync(
            "ET-3040",
            () => Kit.SendOrderAsync(Kit.Order(Soon(seconds).AddMilliseconds(milliseconds)))
        );

    [Fact]
    public async Task Extend_ToAnEarlierTime_IsRefused()
    {
        var facts = await Kit.Client.GetTenderAsync(vault.Tender, default);
        foreach (var deadline in (DateTimeOffset[])[facts.Deadline, facts.Deadline.AddSeconds(-10)])
        {
            await Refusals.WithCodeAsync(
                "ET-3040",
                () => Kit.SendOrderAsync(Kit.Change(vault.Tender, TenderAction.Extend, deadline))
            );
        }
    }

    [Fact]
    public async Task Cancel_EndsTheSectionUnopened()
    {
        var order = Kit.Order(Soon());
        await Kit.SendOrderAsync(order);
        await Kit.WaitForStateAsync(order.TenderRef, VaultState.Keyed);
        var (bid, bidder) = await SealAsync(order.TenderRef);
        var facts = await Kit.SendOrderAsync(Kit.Change(order.TenderRef, TenderAction.Cancel));
        Assert.Equal(VaultState.Cancelled, facts.State);
        await Refusals.WithCodeAsync("ET-3002", () => bidder.SubmitAsync(bidder.Statement(bid)));
        await Refusals.WithCodeAsync("ET-3404", () => Kit.Client.GetSetAsync(order.TenderRef, default));
    }

    [Fact]
    public async Task Resume_WithoutHold_IsRefused() =>
        await Refusals.WithCodeAsync(
            "ET-3043",
            () => Kit.SendOrderAsync(Kit.Change(vault.Tender, TenderAction.Resume, Soon(7200)))
        );

    [Fact]
    public async Task EverythingPublic_IsTheSameWithAndWithoutBids()
    {
        var order = Kit.Order(Soon());
        await Kit.SendOrderAsync(order);
        await Kit.WaitForStateAsync(order.TenderRef, VaultState.Keyed);
        var before = await PublicAsync(order.TenderRef);
        for (var i = 0; i < 3; i++)
        {
            await vault.NewBidder().BidAsync(order.TenderRef);
        }

        Assert.Equal(before, await PublicAsync(order.TenderRef));
    }

    [Fact]
    public async Task SetAndOpening_BeforeTheDeadline_TellNothing()
    {
        var opening = await Kit.Client.GetOpeningAsync(vault.Tender, default);
        Assert.Null(opening.Count);
        Assert.Null(opening.SetRoot);
        Assert.Null(opening.Bids);
        Assert.Null(opening.ObjectionUntil);
        Assert.All(opening.Seats, s => Assert.Equal(SeatState.Waiting, s.State));
        await Refusals.WithCodeAsync("ET-3404", () => Kit.Client.GetSetAsync(vault.Tender, default));
        var seat = await Kit.Seats[0].SignInAsync();
        await Refusals.WithCodeAsync("ET-3404", () => seat.GetSetHeadersAsync(vault.Tender, default));
        Assert.Empty((await seat.GetWorkAsync(default)).Items);
        await Refusals.WithCodeAsync("ET-3052", () => Kit.Client.GetBundleAsync(vault.Tender, default));
    }

    private async Task<string> PublicAsync(byte[] tenderRef)
    {
        using var http = new HttpClient { BaseAddress = Kit.Address };
        var name = Convert.ToHexStringLower(tenderRef);
        string[] paths = [$"v1/tenders/{name}", $"v1/openings/{name}", $"v1/tenders/{name}/set"];
        var answers = new List<string>();
        foreach (var path in paths)
        {
            using var response = await http.GetAsync(path);
            var body = await response.Content.ReadAsStringAsync();
            // The incident number differs from request to request.
            body = System.Text.RegularExpressions.Regex.Replace(body, "\"trace\":\"[^\"]*\"", "");
            answers.Add($"{response.StatusCode} {response.Content.Headers} {body}");
        }

        return string.Join('\n', answers);
    }

    private async Task<(TestBid, TestBidder)> SealAsync(byte[] tenderRef)
    {
        var bidder = vault.NewBidder();
        var bid = await bidder.SealAsync(tenderRef);
        await bidder.UploadAsync(bid);
        return (bid, bidder);
    }
}
