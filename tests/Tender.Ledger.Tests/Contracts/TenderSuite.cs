using Tender.Ledger.Contracts;
using Tender.Testing;
using Xunit;

namespace Tender.Ledger.Tests.Contracts;

/// <summary>The suite on a node that makes a block for each transaction.</summary>
public sealed class TenderOnAutomine(AnvilFixture anvil) : TenderSuite(anvil), IClassFixture<AnvilFixture>;

/// <summary>The same suite on a node that makes blocks by the clock, as QBFT does.</summary>
[Trait("Speed", "slow")]
public sealed class TenderOnBlockTime(SteadyAnvilFixture anvil) : TenderSuite(anvil), IClassFixture<SteadyAnvilFixture>;

/// <summary>A tender before its set is sealed, through the typed clients on a real node.</summary>
public abstract class TenderSuite(AnvilFixture anvil) : ContractSuite(anvil)
{
    [SkippableFact]
    public async Task Tender_DeadlinesHoldAndNotice_GiveTheirFacts()
    {
        var tender = World.Word();
        var deadline = await World.NextDeadlineAsync();
        var notice = World.Word();
        await RegisterAsync(tender, deadline);
        await World.RunAsync(World.Tenders.ExtendDeadline(tender, deadline + 100, notice), World.Registrar);
        await World.RunAsync(World.Tenders.Hold(tender, notice), World.Supervisor);
        Assert.True((await World.Tenders.TenderAsync(tender, default)).Held);
        Assert.Equal(
            "OnHold",
            (await RefusedAsync(World.Tenders.ExtendDeadline(tender, deadline + 200, notice), World.Registrar)).Name
        );
        await World.RunAsync(World.Tenders.Resume(tender, deadline + 150, notice), World.Registrar);
        await World.RunAsync(World.Tenders.PublishNotice(tender, notice), World.Registrar);
        await World.RunAsync(World.Tenders.CancelTender(tender, notice), World.Supervisor);

        var events = await World.Tenders.EventsAsync(tender, 0, await World.Chain.BlockNumberAsync(default), default);
        Assert.Equal([1, 2, 3, 4, 5, 12], events.Select(e => (int)e.Kind));
        Assert.Equal(deadline, Assert.IsType<TenderRegistered>(events[0].Fact).Deadline);
        Assert.Equal(deadline + 100, Assert.IsType<DeadlineExtended>(events[1].Fact).Deadline);
        Assert.Equal(deadline + 150, Assert.IsType<TenderResumed>(events[3].Fact).Deadline);
        Assert.Equal(notice, Assert.IsType<TenderCancelled>(events[5].Fact).ReasonHash);
        Assert.Equal(TenderState.Cancelled, (await World.Tenders.TenderAsync(tender, default)).State);
    }

    [SkippableFact]
    public async Task RegisterTender_BadDeadlines_AreRefused()
    {
        var deadline = await World.NextDeadlineAsync();
        foreach (var wrong in (ulong[])[deadline + 1, World.Grid.Epoch0, deadline - 1000])
            Assert.Equal("BadDeadline", (await RefusedAsync(Register(World.Word(), wrong), World.Registrar)).Name);
        var tender = World.Word();
        await RegisterAsync(tender, deadline);
        Assert.Equal("TenderExists", (await RefusedAsync(Register(tender, deadline), World.Registrar)).Name);
        Assert.Equal(
            "UnknownTender",
            (await RefusedAsync(World.Tenders.Hold(World.Word(), World.Word()), World.Registrar)).Name
        );
        Assert.Equal(TenderState.None, (await World.Tenders.TenderAsync(World.Word(), default)).State);
    }

    [SkippableFact]
    public async Task PublishKey_BadThresholdOrLate_IsRefused()
    {
        var tender = World.Word();
        var deadline = await World.NextDeadlineAsync();
        await RegisterAsync(tender, deadline);
        foreach (var (k, n) in new[] { (1, 3), (3, 3), (2, 16) })
        {
            var call = World.Tenders.PublishKey(tender, World.Key() with { K = (byte)k, N = (byte)n });
            Assert.Equal("BadThreshold", (await RefusedAsync(call, World.Recorder)).Name);
        }
        await World.MoveToAsync(deadline);
        Assert.Equal(
            "DeadlinePassed",
            (await RefusedAsync(World.Tenders.PublishKey(tender, World.Key()), World.Recorder)).Name
        );
    }
}
