using System.Numerics;
using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Tender.Testing;
using Xunit;

namespace Tender.Ledger.Tests.Contracts;

/// <summary>The suite on a node that makes a block for each transaction.</summary>
public sealed class LogOnAutomine(AnvilFixture anvil) : LogSuite(anvil), IClassFixture<AnvilFixture>;

/// <summary>The same suite on a node that makes blocks by the clock, as QBFT does.</summary>
[Trait("Speed", "slow")]
public sealed class LogOnBlockTime(SteadyAnvilFixture anvil) : LogSuite(anvil), IClassFixture<SteadyAnvilFixture>;

/// <summary>Deployment and the log of windows, through the typed clients on a real node.</summary>
public abstract class LogSuite(AnvilFixture anvil) : ContractSuite(anvil)
{
    [SkippableFact]
    public async Task Deploy_FreshChain_GivesRolesCodeAndPredictedAddresses()
    {
        Assert.Equal(Address.OfDeployment(World.Admin.Address, 0), World.Ledger.AnchorLog);
        Assert.Equal(Address.OfDeployment(World.Admin.Address, 1), World.Ledger.TenderChain);
        Assert.Equal(World.Ledger.AnchorLog, await World.Tenders.AnchorLogAsync(default));
        Assert.Equal(World.Grid, await World.Log.GridAsync(default));
        Assert.True(await World.Log.HasRoleAsync(LedgerRole.Anchorer, World.Anchorer.Address, default));
        foreach (
            var (role, key) in new[]
            {
                (LedgerRole.Registrar, World.Registrar),
                (LedgerRole.Recorder, World.Recorder),
                (LedgerRole.Supervisor, World.Supervisor),
            }
        )
            Assert.True(await World.Tenders.HasRoleAsync(role, key.Address, default));
        Assert.False(await World.Tenders.HasRoleAsync(LedgerRole.Recorder, World.Registrar.Address, default));
        Assert.Equal(32, World.Ledger.AnchorLogCodeHash.Length);
    }

    [SkippableFact]
    public async Task Deploy_SentAgain_ChangesNothing()
    {
        var again = await new LedgerDeployment(World.Chain, World.Sender, World.Waiter).DeployAsync(
            World.Plan,
            default
        );
        Assert.Equal(World.Ledger.TenderChainCodeHash, again.TenderChainCodeHash);
        Assert.Equal(6UL, await World.Chain.TransactionCountAsync(World.Admin.Address, default));
    }

    /// <summary>It says so, instead of waiting for transactions that can never be mined.</summary>
    [SkippableFact]
    public async Task Deploy_FromAnAccountThatWasUsed_IsRefused()
    {
        var deployment = new LedgerDeployment(World.Chain, World.Sender, World.Waiter);
        var grid = World.Grid with { MaxLagSeconds = World.Grid.MaxLagSeconds + 1 };
        var plan = await deployment.PlanAsync(World.Request() with { Grid = grid }, World.Admin, 0, default);
        await Assert.ThrowsAsync<ChainInconsistentException>(() => deployment.DeployAsync(plan, default));
    }

    [SkippableFact]
    public async Task Anchor_TwoBatches_HeadsRecomputeFromEvents()
    {
        var from = await World.Chain.BlockNumberAsync(default);
        await World.MoveToAsync(World.Grid.Epoch0 + 60);
        await AnchorAsync(0, 2);
        await AnchorAsync(2, 3);
        var events = await World.Log.EventsAsync(from, await World.Chain.BlockNumberAsync(default), default);
        Assert.Equal([0UL, 1, 2, 3, 4], events.Select(e => e.Window));
        var head = new byte[32];
        foreach (var e in events)
        {
            head = LedgerHeads.OfWindow(head, e.Window, e.Root, e.PadCommit, e.AnchoredAt);
            Assert.Equal(head, e.Head);
            Assert.Equal(head, await World.Log.HeadAsync(e.Window, default));
            Assert.Equal(e.AnchoredAt > World.Grid.EndOf(e.Window) + 5, e.Late);
        }
        Assert.Null(await World.Log.HeadAsync(5, default));
        Assert.Equal(5UL, await World.Log.NextWindowAsync(default));
    }

    [SkippableFact]
    public async Task Anchor_WrongWindow_TellsBothNumbers()
    {
        await World.MoveToAsync(World.Grid.Epoch0 + 60);
        var error = await RefusedAsync(World.Log.Anchor(3, [World.Word()], [World.Word()]), World.Anchorer);
        Assert.Equal("WrongWindow", error.Name);
        Assert.Equal([new BigInteger(0), new BigInteger(3)], error.Arguments);
    }

    [SkippableFact]
    public async Task Anchor_RunningWindow_TellsItsEnd()
    {
        byte[][] words =
        [
            World.Word(),
            World.Word(),
            World.Word(),
            World.Word(),
            World.Word(),
            World.Word(),
            World.Word(),
        ];
        var error = await RefusedAsync(World.Log.Anchor(0, words, words), World.Anchorer);
        Assert.Equal("WindowNotEnded", error.Name);
        Assert.Equal(new BigInteger(World.Grid.EndOf(6)), error.Arguments[0]);
    }

    [SkippableFact]
    public async Task Anchor_ForeignKey_TellsAccountAndRole()
    {
        var error = await RefusedAsync(World.Log.Anchor(0, [World.Word()], [World.Word()]), World.Registrar);
        Assert.Equal("AccessControlUnauthorizedAccount", error.Name);
        Assert.Equal([World.Registrar.Address, LedgerRoles.Id(LedgerRole.Anchorer)], error.Arguments);
    }

    [SkippableFact]
    public async Task Anchor_RevokedAndReplacedKey_GoesOnAtTheSameWindow()
    {
        await World.MoveToAsync(World.Grid.Epoch0 + 60);
        await AnchorAsync(0, 1);
        await World.RunAsync(World.Log.Revoke(LedgerRole.Anchorer, World.Anchorer.Address), World.Admin);
        var call = World.Log.Anchor(1, [World.Word()], [World.Word()]);
        Assert.Equal("AccessControlUnauthorizedAccount", (await RefusedAsync(call, World.Anchorer)).Name);
        await World.RunAsync(World.Log.Grant(LedgerRole.Anchorer, World.Seats[0].Address), World.Admin);
        Assert.True((await World.RunAsync(call, World.Seats[0])).Succeeded);
    }

    [SkippableFact]
    public async Task Retire_ByAdmin_EndsLogAndNewTenders()
    {
        Assert.Null(await World.Log.SuccessorAsync(default));
        await World.RunAsync(World.Log.Retire(World.Ledger.TenderChain), World.Admin);
        Assert.Equal(World.Ledger.TenderChain, await World.Log.SuccessorAsync(default));
        var register = World.Tenders.RegisterTender(World.Word(), World.Word(), await World.NextDeadlineAsync(), 3);
        Assert.Equal("Retired", (await RefusedAsync(register, World.Registrar)).Name);
    }
}
