using Tender.Sealing;
using Tender.Vault.Tests.Kit;
using Xunit;

namespace Tender.Vault.Tests.Submissions;

/// <summary>The vault's clock inside the commit decides, to the millisecond (SBID1 11.2).</summary>
public sealed class DeadlineTests(FakeClockFixture vault) : IClassFixture<FakeClockFixture>
{
    private int next = Interlocked.Add(ref bidders, 100);
    private static int bidders = 1000;

    private TestBidder NewBidder() => vault.Kit.Bidder(next++);

    private async Task<(TestBidder Bidder, TestBid Bid)> ReadyAsync(byte[] tender)
    {
        var bidder = NewBidder();
        var bid = await bidder.SealAsync(tender);
        await bidder.UploadAsync(bid);
        return (bidder, bid);
    }

    [Fact]
    public async Task Commit_OneMillisecondBefore_IsInTime_AtAndAfter_IsLate()
    {
        var (tender, deadline) = await vault.PublishAsync();
        var ready = new List<(TestBidder Bidder, TestBid Bid)>();
        for (var i = 0; i < 3; i++)
        {
            ready.Add(await ReadyAsync(tender));
        }

        vault.SetTo(deadline.AddMilliseconds(-1));
        var receipt = TestBidder.Receipt(await ready[0].Bidder.SubmitAsync(ready[0].Bidder.Statement(ready[0].Bid)));
        Assert.Equal(VaultVerdict.Accepted, receipt.Verdict);
        Assert.Equal(deadline.AddMilliseconds(-1), receipt.TCommit);
        Assert.Equal(deadline, receipt.Deadline);
        Assert.True(vault.Kit.Ledger.Grid.End((ulong)receipt.Window!.Value) <= deadline);
        foreach (var (i, after) in ((int, double)[])[(1, 0), (2, 1)])
        {
            vault.SetTo(deadline.AddMilliseconds(after));
            var (bidder, bid) = ready[i];
            var refusal = Refusals.Read(
                await Refusals.WithCodeAsync("ET-3001", () => bidder.SubmitAsync(bidder.Statement(bid)))
            );
            Assert.Equal(VaultVerdict.Refused, refusal.Verdict);
            Assert.Equal("ET-3001", refusal.Reason);
            Assert.Equal(deadline.AddMilliseconds(after), refusal.TCommit);
            Assert.Null(refusal.Window);
            Assert.False(refusal.Queued);
        }
    }

    [Fact]
    public async Task Replacement_ThatIsLate_LeavesTheOldVersion()
    {
        var (tender, deadline) = await vault.PublishAsync();
        var bidder = NewBidder();
        var (_, first) = await bidder.BidAsync(tender, 500);
        var second = await bidder.SealAsync(tender, 400);
        await bidder.UploadAsync(second);
        vault.SetTo(deadline);
        var statement = bidder.Statement(second, StatementAction.Replace, 2, first.Commitment);
        await Refusals.WithCodeAsync("ET-3001", () => bidder.SubmitAsync(statement));
        var own = await (await bidder.SessionAsync()).GetSubmissionsAsync(tender, default);
        Assert.Equal([SubmissionState.Current, SubmissionState.Refused], own.Select(s => s.State));
    }

    [Fact]
    public async Task Withdrawal_OneMillisecondBefore_Counts_AndAtTheDeadlineNot()
    {
        var (tender, deadline) = await vault.PublishAsync();
        var one = NewBidder();
        var two = NewBidder();
        var (bidOne, first) = await one.BidAsync(tender);
        var (bidTwo, second) = await two.BidAsync(tender);
        vault.SetTo(deadline.AddMilliseconds(-1));
        await one.SubmitAsync(one.Statement(bidOne, StatementAction.Withdraw, 2, first.Commitment));
        vault.SetTo(deadline);
        await Refusals.WithCodeAsync(
            "ET-3001",
            () => two.SubmitAsync(two.Statement(bidTwo, StatementAction.Withdraw, 2, second.Commitment))
        );
        await vault.Kit.WaitForStateAsync(tender, VaultState.Closed);
        var set = await vault.Kit.Client.GetSetAsync(tender, default);
        Assert.Equal([second.Commitment], set.Entries.Select(e => e.Commitment));
    }

    [Fact]
    public async Task SameKeyAndBody_AfterTheDeadline_GivesTheOriginalReceipt()
    {
        var (tender, deadline) = await vault.PublishAsync();
        var (bidder, bid) = await ReadyAsync(tender);
        var key = TestBidder.NewKey();
        var message = bidder.Sign(bidder.Statement(bid));
        var session = await bidder.SessionAsync();
        var first = await session.SubmitAsync(message, key, default);
        vault.SetTo(deadline.AddSeconds(5));
        var again = await session.SubmitAsync(message, key, default);
        Assert.Equal(first.Receipt.ToArray(), again.Receipt.ToArray());
        await Refusals.WithCodeAsync(
            "ET-3009",
            () => session.SubmitAsync(bidder.Sign(bidder.Statement(bid)), key, default)
        );
    }

    [Fact]
    public async Task SameKeyAndBody_OfALateStatement_GivesTheSameRefusal()
    {
        var (tender, deadline) = await vault.PublishAsync();
        var (bidder, bid) = await ReadyAsync(tender);
        var key = TestBidder.NewKey();
        var message = bidder.Sign(bidder.Statement(bid));
        var session = await bidder.SessionAsync();
        vault.SetTo(deadline);
        var first = await Refusals.WithCodeAsync("ET-3001", () => session.SubmitAsync(message, key, default));
        vault.SetTo(deadline.AddSeconds(3));
        var again = await Refusals.WithCodeAsync("ET-3001", () => session.SubmitAsync(message, key, default));
        Assert.Equal(first.Refusal!.Value.ToArray(), again.Refusal!.Value.ToArray());
    }

    [Fact]
    public async Task Upload_AtTheDeadline_TakesNoMoreBytes()
    {
        var (tender, deadline) = await vault.PublishAsync();
        var bidder = NewBidder();
        var bid = await bidder.SealAsync(tender);
        var session = await bidder.SessionAsync();
        using var tus = new Tus(vault.Kit.Address, session.Facts.Token);
        var id = await tus.NewAsync(tender, bid.File.Length);
        vault.SetTo(deadline.AddMilliseconds(-1));
        using var before = await tus.PatchAsync(id, 0, bid.File.AsMemory(0, 700));
        Assert.Equal(204, Tus.Status(before));
        vault.SetTo(deadline);
        using var at = await tus.PatchAsync(id, 700, bid.File.AsMemory(700));
        Assert.Equal("ET-3027", await Tus.CodeAsync(at));
        Assert.Equal(700, await tus.OffsetAsync(id));
        using var create = await tus.CreateAsync(tender, bid.File.Length);
        Assert.Equal("ET-3027", await Tus.CodeAsync(create));
        using var delete = await tus.SendAsync(HttpMethod.Delete, $"v1/uploads/{id}");
        Assert.Equal("ET-3027", await Tus.CodeAsync(delete));
        await Refusals.WithCodeAsync("ET-3001", () => bidder.SubmitAsync(bidder.Statement(bid)));
    }

    [Fact]
    public async Task Upload_OnItsWayAtTheDeadline_KeepsWhatCameBefore()
    {
        var (tender, deadline) = await vault.PublishAsync();
        var bidder = NewBidder();
        var bid = await bidder.SealAsync(tender, bodyLength: 600_000);
        var session = await bidder.SessionAsync();
        using var tus = new Tus(vault.Kit.Address, session.Facts.Token);
        var id = await tus.NewAsync(tender, bid.File.Length);
        const int before = 300_000;
        using var piece = await SlowPiece.BeginAsync(
            vault.Kit.Address,
            session.Facts.Token,
            id,
            bid.File.AsMemory(0, before),
            bid.File.Length
        );
        var path = Path.Combine(vault.Kit.Folder["files"], "uploads", id);
        await Testing.Eventually.TrueAsync(
            () => new FileInfo(path).Length == before,
            "the vault has read the beginning"
        );
        vault.SetTo(deadline);
        await piece.SendAsync(bid.File.AsMemory(before));
        Assert.Equal(204, await piece.StatusAsync());
        // One read may have been under way at T; nothing was read after it.
        var offset = await tus.OffsetAsync(id);
        Assert.InRange(offset, before, bid.File.Length - 1);
        using var rest = await tus.PatchAsync(id, offset, bid.File.AsMemory((int)offset));
        Assert.Equal("ET-3027", await Tus.CodeAsync(rest));
        await Refusals.WithCodeAsync("ET-3001", () => bidder.SubmitAsync(bidder.Statement(bid)));
    }

    [Fact]
    public async Task Extension_BeforeTheDeadline_LetsBidsComeLater()
    {
        var (tender, deadline) = await vault.PublishAsync();
        var (bidder, bid) = await ReadyAsync(tender);
        vault.SetTo(deadline.AddMilliseconds(-1));
        var later = deadline.AddSeconds(10);
        var facts = await vault.Kit.SendOrderAsync(vault.Kit.Change(tender, TenderAction.Extend, later));
        Assert.Equal(later, facts.Deadline);
        vault.SetTo(deadline.AddMilliseconds(1));
        var receipt = TestBidder.Receipt(await bidder.SubmitAsync(bidder.Statement(bid)));
        Assert.Equal(later, receipt.Deadline);
    }

    [Fact]
    public async Task Extension_AtTheDeadline_IsRefused()
    {
        var (tender, deadline) = await vault.PublishAsync();
        vault.SetTo(deadline);
        await Refusals.WithCodeAsync(
            "ET-3043",
            () => vault.Kit.SendOrderAsync(vault.Kit.Change(tender, TenderAction.Extend, deadline.AddSeconds(10)))
        );
    }

    [Fact]
    public async Task Hold_StopsTheDeadline_AndResumeSetsANewOne()
    {
        var (tender, deadline) = await vault.PublishAsync();
        var (bidder, bid) = await ReadyAsync(tender);
        Assert.True((await vault.Kit.SendOrderAsync(vault.Kit.Change(tender, TenderAction.Hold))).Held);
        vault.SetTo(deadline.AddSeconds(5));
        var receipt = TestBidder.Receipt(await bidder.SubmitAsync(bidder.Statement(bid)));
        Assert.Equal(VaultVerdict.Accepted, receipt.Verdict);
        Assert.Equal(VaultState.Keyed, (await vault.Kit.Client.GetTenderAsync(tender, default)).State);
        var later = vault.Kit.Ledger.Grid.NextBorder(vault.Clock.GetUtcNow().AddSeconds(60));
        var facts = await vault.Kit.SendOrderAsync(vault.Kit.Change(tender, TenderAction.Resume, later));
        Assert.False(facts.Held);
        Assert.Equal(later, facts.Deadline);
    }

    [Fact]
    public async Task Clock_SteppedBack_FreezesDecisionsUntilItHasCaughtUp()
    {
        await using var source = new SteppingClock();
        var clock = new Vault.Hosting.VaultClock(
            source,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<Vault.Hosting.VaultClock>.Instance
        );
        var first = clock.Decide();
        source.Step(TimeSpan.FromMilliseconds(-40));
        Assert.Equal(first, clock.Decide());
        source.Step(TimeSpan.FromSeconds(-1));
        Assert.Equal("ET-3070", Assert.Throws<Vault.Faults.RefusedException>(() => clock.Decide()).Fault.Code);
        source.Step(TimeSpan.FromSeconds(2));
        Assert.True(clock.Decide() > first);
    }

    private sealed class SteppingClock : TimeProvider, IAsyncDisposable
    {
        private DateTimeOffset now = new(2026, 11, 24, 1, 30, 0, TimeSpan.Zero);

        internal void Step(TimeSpan by) => now += by;

        public override DateTimeOffset GetUtcNow() => now;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
