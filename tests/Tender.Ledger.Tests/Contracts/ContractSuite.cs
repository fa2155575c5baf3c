using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Tender.Testing;
using Xunit;

namespace Tender.Ledger.Tests.Contracts;

/// <summary>A node that makes a block every second, so that nothing depends on a block for each transaction.</summary>
public sealed class SteadyAnvilFixture : AnvilFixture
{
    /// <inheritdoc />
    protected override int? BlockSeconds => 1;
}

/// <summary>A ledger of its own for each test, on the node of the class.</summary>
public abstract class ContractSuite(AnvilFixture node) : IAsyncLifetime
{
    internal LedgerWorld World { get; private set; } = null!;

    protected AnvilFixture Node => node;

    public async Task InitializeAsync() => World = await LedgerWorld.DeployAsync(node);

    public Task DisposeAsync() => Task.CompletedTask;

    protected ContractCall Register(byte[] tender, ulong deadline) =>
        World.Tenders.RegisterTender(tender, World.Word(), deadline, 3);

    protected Task<ChainReceipt> RegisterAsync(byte[] tender, ulong deadline) =>
        World.RunAsync(Register(tender, deadline), World.Registrar);

    protected Task<ChainReceipt> ShareAsync(byte[] tender, byte phase, byte seat) =>
        World.RunAsync(
            World.Tenders.CommitShare(tender, new ShareCommitted(phase, seat, World.Word()), World.SeatAddresses),
            World.Seats[seat - 1]
        );

    protected async Task AnchorAsync(ulong first, int count)
    {
        byte[][] words = [.. Enumerable.Range(0, count).Select(_ => World.Word())];
        await World.RunAsync(World.Log.Anchor(first, words, words), World.Anchorer);
    }

    protected Task<NonceState> NonceAsync(ulong firstUnmined, ulong nextUnsent) =>
        NonceChecks.CompareAsync(World.Chain, World.Registrar.Address, firstUnmined, nextUnsent, default);

    /// <summary>The named error of a call that the contract would refuse; nothing is sent.</summary>
    protected async Task<ContractError> RefusedAsync(ContractCall call, EthKey key) =>
        (await Assert.ThrowsAsync<ContractRevertedException>(() => World.RunAsync(call, key))).Error!;
}
