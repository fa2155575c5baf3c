using System.Numerics;
using Tender.Ledger.Evm;
using Tender.Ledger.Windows;

namespace Tender.Ledger.Contracts;

/// <summary>A window as the log recorded it. Nothing here is proven; the verifier checks the head against a storage proof.</summary>
public sealed record WindowAnchored(
    ulong Window,
    byte[] Root,
    byte[] PadCommit,
    byte[] Head,
    ulong AnchoredAt,
    bool Late
);

/// <summary>Typed calls and events of <c>AnchorLog</c> (Ledger 3.1).</summary>
public sealed class AnchorLogClient(ChainReader chain, Address contract)
{
    /// <summary>Most windows in one transaction (Ledger 8): 300 of them need 9 million gas.</summary>
    public const int MaximumWindows = 300;

    private const ulong FixedGas = 120_000;
    private const ulong WindowGas = 45_000;

    private static ContractAbi Abi => ContractArtifact.AnchorLog.Abi;

    /// <summary>The contract's address.</summary>
    public Address Contract => contract;

    /// <summary>Appends windows <paramref name="first"/>, first + 1, ...; role ANCHORER.</summary>
    public ContractCall Anchor(ulong first, IReadOnlyList<byte[]> roots, IReadOnlyList<byte[]> padCommits)
    {
        ArgumentNullException.ThrowIfNull(roots);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(roots.Count, MaximumWindows);
        return new ContractCall(
            contract,
            Abi.EncodeCall("anchor", first, roots.ToArray(), padCommits.ToArray()),
            FixedGas + WindowGas * (ulong)roots.Count
        );
    }

    /// <summary>Ends the log for good; default admin.</summary>
    public ContractCall Retire(Address successor) => new(contract, Abi.EncodeCall("retire", successor), FixedGas);

    /// <summary>Gives a role; default admin.</summary>
    public ContractCall Grant(LedgerRole role, Address account) =>
        new(contract, Abi.EncodeCall("grantRole", LedgerRoles.Id(role), account), FixedGas);

    /// <summary>Takes a role; default admin.</summary>
    public ContractCall Revoke(LedgerRole role, Address account) =>
        new(contract, Abi.EncodeCall("revokeRole", LedgerRoles.Id(role), account), FixedGas);

    /// <summary>First of two steps that hand over the administration; the new admin accepts after two days.</summary>
    public ContractCall BeginAdminTransfer(Address admin) =>
        new(contract, Abi.EncodeCall("beginDefaultAdminTransfer", admin), FixedGas);

    /// <summary>True when the account has the role.</summary>
    public async Task<bool> HasRoleAsync(LedgerRole role, Address account, CancellationToken cancel) =>
        (bool)await ReadAsync("hasRole", cancel, LedgerRoles.Id(role), account).ConfigureAwait(false);

    /// <summary>Head of a window, or null when it is not anchored.</summary>
    public async Task<byte[]?> HeadAsync(ulong window, CancellationToken cancel)
    {
        var head = (byte[])await ReadAsync("heads", cancel, window).ConfigureAwait(false);
        return head.AsSpan().ContainsAnyExcept((byte)0) ? head : null;
    }

    /// <summary>The window that comes next; equally the number of windows anchored.</summary>
    public async Task<ulong> NextWindowAsync(CancellationToken cancel) =>
        (ulong)(BigInteger)await ReadAsync("nextWindow", cancel).ConfigureAwait(false);

    /// <summary>The log that goes on after this one, or null.</summary>
    public async Task<Address?> SuccessorAsync(CancellationToken cancel)
    {
        var successor = (Address)await ReadAsync("successor", cancel).ConfigureAwait(false);
        return successor == Address.Zero ? null : successor;
    }

    /// <summary>The grid that the contract was made with; it never changes.</summary>
    public async Task<WindowGrid> GridAsync(CancellationToken cancel) =>
        new(
            (ulong)(BigInteger)await ReadAsync("epoch0", cancel).ConfigureAwait(false),
            (ulong)(BigInteger)await ReadAsync("windowSeconds", cancel).ConfigureAwait(false),
            (ulong)(BigInteger)await ReadAsync("maxLagSeconds", cancel).ConfigureAwait(false)
        );

    /// <summary>Windows recorded in these blocks, in order.</summary>
    public async Task<IReadOnlyList<WindowAnchored>> EventsAsync(
        ulong firstBlock,
        ulong lastBlock,
        CancellationToken cancel
    )
    {
        byte[]?[] topics = [Abi.Events["WindowAnchored"].Hash];
        var logs = await chain.LogsAsync(contract, topics, firstBlock, lastBlock, cancel).ConfigureAwait(false);
        return [.. logs.Select(Decode).OfType<WindowAnchored>()];
    }

    /// <summary>The window in a log entry, or null when it is another event or another contract's.</summary>
    /// <exception cref="LedgerFormatException">Kind Abi: the event's name with other data.</exception>
    public WindowAnchored? Decode(ChainLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        if (log.Contract != contract || Abi.DecodeEvent("WindowAnchored", log.Topics, log.Data) is not { } values)
            return null;
        return new WindowAnchored(
            (ulong)(BigInteger)values[0],
            (byte[])values[1],
            (byte[])values[2],
            (byte[])values[3],
            (ulong)(BigInteger)values[4],
            (bool)values[5]
        );
    }

    private async Task<object> ReadAsync(string function, CancellationToken cancel, params object[] arguments)
    {
        var data = Abi.EncodeCall(function, arguments);
        return Abi.DecodeResult(function, await chain.CallAsync(contract, data, null, cancel).ConfigureAwait(false))[0];
    }
}
