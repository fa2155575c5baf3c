using Tender.Ledger.Contracts;
using Tender.Testing;
using Xunit;

namespace Tender.Ledger.Tests.Contracts;

/// <summary>The suite on a node that makes a block for each transaction.</summary>
public sealed class SendingOnAutomine(AnvilFixture anvil) : SendingSuite(anvil), IClassFixture<AnvilFixture>;

/// <summary>The same suite on a node that makes blocks by the clock, as QBFT does.</summary>
[Trait("Speed", "slow")]
public sealed class SendingOnBlockTime(SteadyAnvilFixture anvil)
    : SendingSuite(anvil),
        IClassFixture<SteadyAnvilFixture>;

/// <summary>Sending, nonces and the watch over nodes, through the typed clients on a real node.</summary>
public abstract class SendingSuite(AnvilFixture anvil) : ContractSuite(anvil)
{
    [SkippableFact]
    public async Task SendRaw_SameBytesTwice_IsMinedOnce()
    {
        var call = World.Tenders.RegisterTender(World.Word(), World.Word(), await World.NextDeadlineAsync(), 3);
        var signed = await World.Sender.SignAsync(call, 0, World.Registrar, default);
        await World.Sender.SendRawAsync(signed, default);
        await World.Sender.SendRawAsync(signed, default);
        var receipt = await World.Waiter.WaitAsync(signed.Hash, default);
        var late = await World.Sender.SendRawAsync(signed, default);
        Assert.Equal(SendStatus.Mined, late.Status);
        Assert.Equal(receipt.BlockHash, late.Receipt!.BlockHash);
        Assert.Equal(NonceState.Equal, await NonceAsync(1, 1));
    }

    [SkippableFact]
    public async Task SendRaw_NonceUsedByOther_SaysSo()
    {
        var deadline = await World.NextDeadlineAsync();
        await RegisterAsync(World.Word(), deadline);
        var other = await World.Sender.SignAsync(Register(World.Word(), deadline), 0, World.Registrar, default);
        Assert.Equal(SendStatus.NonceUsed, (await World.Sender.SendRawAsync(other, default)).Status);
        Assert.Equal(NonceState.KeyUsedElsewhere, await NonceAsync(0, 0));
        Assert.Equal(NonceState.TailLost, await NonceAsync(2, 2));
        Assert.Equal(NonceState.Equal, await NonceAsync(0, 1));
    }

    [SkippableFact]
    public async Task SendRaw_CallThatWillRevert_IsMinedAndTellsSo()
    {
        var call = World.Tenders.RegisterTender(World.Word(), World.Word(), World.Grid.Epoch0, 3);
        var signed = await World.Sender.SignAsync(call, 0, World.Registrar, default);
        await World.Sender.SendRawAsync(signed, default);
        Assert.False((await World.Waiter.WaitAsync(signed.Hash, default)).Succeeded);
    }

    [SkippableFact]
    public async Task CheckNodes_RightLedger_FindsNothing()
    {
        var options = new LedgerOptions
        {
            Urls = [Node.Url],
            ChainId = (ulong)AnvilFixture.ChainId,
            AnchorLog = World.Ledger.AnchorLog.ToString(),
            TenderChain = World.Ledger.TenderChain.ToString(),
        };
        var genesis = (await World.Chain.BlockAsync(0UL, default))!.Hash;
        Assert.Empty(
            await new LedgerStart(options, false).CheckNodesAsync([(Node.Url, World.Chain)], genesis, default)
        );
        options.AnchorLog = options.TenderChain;
        Assert.Single(
            await new LedgerStart(options, false).CheckNodesAsync([(Node.Url, World.Chain)], genesis, default)
        );
    }

    [SkippableFact]
    public async Task Watch_BlocksAsKnownOrChanged_TellsTheChanged()
    {
        var block = (await World.Chain.BlockAsync((ulong?)null, default))!;
        var watch = new ChainWatch([(Node.Url, World.Chain)]);
        Assert.Empty(await watch.CheckAsync([(block.Number, block.Hash)], default));
        var changed = Assert.Single(
            await watch.CheckAsync([(block.Number, World.Word()), (block.Number, block.Hash)], default)
        );
        Assert.Equal(block.Hash, changed.Found);
        Assert.Null(Assert.Single(await watch.CheckAsync([(block.Number + 1000, block.Hash)], default)).Found);
    }

    [SkippableFact]
    public async Task Watch_RewrittenHistory_IsTold()
    {
        var receipt = await RegisterAsync(World.Word(), await World.NextDeadlineAsync());
        var block = (receipt.BlockNumber, receipt.BlockHash);
        var watch = new ChainWatch([(Node.Url, World.Chain)]);
        Assert.Empty(await watch.CheckAsync([block], default));
        // The last blocks are made again without their transactions.
        var newest = await World.Chain.BlockNumberAsync(default);
        await Node.Rpc.CallAsync("anvil_reorg", default, newest - receipt.BlockNumber + 1, Array.Empty<object>());
        var changed = Assert.Single(await watch.CheckAsync([block], default));
        Assert.Equal(receipt.BlockNumber, changed.Number);
        Assert.Null(await World.Chain.ReceiptAsync(receipt.TransactionHash, default));
        Assert.Equal(NonceState.TailLost, await NonceAsync(1, 1));
    }
}
