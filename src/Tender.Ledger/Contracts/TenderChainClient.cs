using System.Numerics;
using System.Security.Cryptography;
using Tender.Ledger.Evm;

namespace Tender.Ledger.Contracts;

/// <summary>
/// Typed calls and events of <c>TenderChain</c> (Ledger 3.2). Each call says what a transaction shall do; nothing is sent here. Hashes
/// are 32 bytes, deadlines seconds since 1970 UTC.
/// </summary>
public sealed class TenderChainClient(ChainReader chain, Address contract)
{
    /// <summary>With fewer bids a tender fails, unless its documents say otherwise.</summary>
    public const byte UsualMinBids = 3;

    private const ulong FactGas = 300_000;
    private const ulong ShareGas = 500_000;

    private static ContractAbi Abi => ContractArtifact.TenderChain.Abi;

    /// <summary>The contract's address.</summary>
    public Address Contract => contract;

    /// <summary>SHA-256 of the 20-byte addresses in the order of the seats.</summary>
    public static byte[] SeatsHash(IEnumerable<Address> seats) =>
        SHA256.HashData([.. seats.SelectMany(s => s.ToBytes())]);

    /// <summary>Kind 1; role REGISTRAR.</summary>
    public ContractCall RegisterTender(byte[] tenderRef, byte[] docHash, ulong deadline, byte minBids) =>
        Fact("registerTender", tenderRef, docHash, deadline, minBids);

    /// <summary>Kind 2; role REGISTRAR.</summary>
    public ContractCall ExtendDeadline(byte[] tenderRef, ulong newDeadline, byte[] noticeHash) =>
        Fact("extendDeadline", tenderRef, newDeadline, noticeHash);

    /// <summary>Kind 3; role REGISTRAR or SUPERVISOR.</summary>
    public ContractCall Hold(byte[] tenderRef, byte[] noticeHash) => Fact("hold", tenderRef, noticeHash);

    /// <summary>Kind 4; role REGISTRAR or SUPERVISOR.</summary>
    public ContractCall Resume(byte[] tenderRef, ulong newDeadline, byte[] noticeHash) =>
        Fact("resume", tenderRef, newDeadline, noticeHash);

    /// <summary>Kind 5; role REGISTRAR.</summary>
    public ContractCall PublishNotice(byte[] tenderRef, byte[] noticeHash) =>
        Fact("publishNotice", tenderRef, noticeHash);

    /// <summary>Kind 6; role RECORDER. 2 &lt;= k &lt; n &lt;= 15.</summary>
    public ContractCall PublishKey(byte[] tenderRef, KeyPublished key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Fact("publishKey", tenderRef, key.KeySetId, key.KeyHash, key.SeatsHash, key.K, key.N);
    }

    /// <summary>Kind 7, and 11 when there are too few; role RECORDER.</summary>
    public ContractCall SealSet(byte[] tenderRef, byte[] setRoot, uint count) =>
        Fact("sealSet", tenderRef, setRoot, count);

    /// <summary>Kind 8; role RECORDER.</summary>
    public ContractCall SealPhase(byte[] tenderRef, PhaseSealed set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return Fact("sealPhase", tenderRef, set.Phase, set.SetRoot, set.Count, set.DecisionHash);
    }

    /// <summary>Kind 9; the seat's own account. <paramref name="seats"/> are the accounts of all seats in order.</summary>
    public ContractCall CommitShare(byte[] tenderRef, ShareCommitted share, IReadOnlyList<Address> seats)
    {
        ArgumentNullException.ThrowIfNull(share);
        var data = Abi.EncodeCall("commitShare", tenderRef, share.Phase, share.Seat, share.ShareHash, seats.ToArray());
        return new ContractCall(contract, data, ShareGas);
    }

    /// <summary>Kind 10; role RECORDER.</summary>
    public ContractCall RecordOpening(byte[] tenderRef, byte phase, byte[] recordHash) =>
        Fact("recordOpening", tenderRef, phase, recordHash);

    /// <summary>Kind 15; role SUPERVISOR.</summary>
    public ContractCall RecordOpeningByOrder(byte[] tenderRef, byte phase, byte[] recordHash, byte[] orderHash) =>
        Fact("recordOpeningByOrder", tenderRef, phase, recordHash, orderHash);

    /// <summary>Kind 12; role SUPERVISOR.</summary>
    public ContractCall CancelTender(byte[] tenderRef, byte[] reasonHash) =>
        Fact("cancelTender", tenderRef, reasonHash);

    /// <summary>Kind 13; role SUPERVISOR.</summary>
    public ContractCall RecordObjection(byte[] tenderRef, byte[] objectionHash) =>
        Fact("recordObjection", tenderRef, objectionHash);

    /// <summary>Kind 14; role RECORDER.</summary>
    public ContractCall RecordResult(byte[] tenderRef, byte[] resultHash) =>
        Fact("recordResult", tenderRef, resultHash);

    /// <summary>Gives a role; default admin.</summary>
    public ContractCall Grant(LedgerRole role, Address account) => Fact("grantRole", LedgerRoles.Id(role), account);

    /// <summary>Takes a role; default admin.</summary>
    public ContractCall Revoke(LedgerRole role, Address account) => Fact("revokeRole", LedgerRoles.Id(role), account);

    /// <summary>First of two steps that hand over the administration; the new admin accepts after two days.</summary>
    public ContractCall BeginAdminTransfer(Address admin) => Fact("beginDefaultAdminTransfer", admin);

    /// <summary>True when the account has the role.</summary>
    public async Task<bool> HasRoleAsync(LedgerRole role, Address account, CancellationToken cancel) =>
        (bool)(await ReadAsync("hasRole", cancel, LedgerRoles.Id(role), account).ConfigureAwait(false))[0];

    /// <summary>The log whose windows this contract waits for.</summary>
    public async Task<Address> AnchorLogAsync(CancellationToken cancel) =>
        (Address)(await ReadAsync("anchorLog", cancel).ConfigureAwait(false))[0];

    /// <summary>All that is kept of a tender; state None when it is unknown.</summary>
    public async Task<TenderLife> TenderAsync(byte[] tenderRef, CancellationToken cancel)
    {
        var values = await ReadAsync("tender", cancel, tenderRef).ConfigureAwait(false);
        var facts = (object[])values[2];
        var numbers = facts.Take(8).Cast<BigInteger>().ToArray();
        return new TenderLife
        {
            Head = (byte[])values[0],
            SeatsHash = (byte[])values[1],
            Deadline = (ulong)numbers[0],
            Seq = (uint)numbers[1],
            State = (TenderState)(int)numbers[2],
            Phase = (byte)numbers[3],
            K = (byte)numbers[4],
            N = (byte)numbers[5],
            SharesMask = (ushort)numbers[6],
            MinBids = (byte)numbers[7],
            Held = (bool)facts[8],
        };
    }

    /// <summary>Facts of one tender (null: of all) in these blocks, in order.</summary>
    public async Task<IReadOnlyList<TenderEvent>> EventsAsync(
        byte[]? tenderRef,
        ulong firstBlock,
        ulong lastBlock,
        CancellationToken cancel
    )
    {
        byte[]?[] topics = [Abi.Events["TenderEvent"].Hash, tenderRef];
        var logs = await chain.LogsAsync(contract, topics, firstBlock, lastBlock, cancel).ConfigureAwait(false);
        return [.. logs.Select(Decode).OfType<TenderEvent>()];
    }

    /// <summary>The fact in a log entry, or null when it is another event or another contract's.</summary>
    /// <exception cref="LedgerFormatException">Kind Abi: the event's name with other data.</exception>
    public TenderEvent? Decode(ChainLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        if (log.Contract != contract || Abi.DecodeEvent("TenderEvent", log.Topics, log.Data) is not { } values)
            return null;
        var kind = (byte)(BigInteger)values[1];
        var payload = (byte[])values[3];
        return new TenderEvent(
            (byte[])values[0],
            kind,
            (uint)(BigInteger)values[2],
            payload,
            (byte[])values[4],
            (ulong)(BigInteger)values[5],
            TenderFact.Decode(kind, payload),
            log.BlockNumber,
            log.TransactionHash
        );
    }

    private ContractCall Fact(string function, params object[] arguments) =>
        new(contract, Abi.EncodeCall(function, arguments), FactGas);

    private async Task<object[]> ReadAsync(string function, CancellationToken cancel, params object[] arguments)
    {
        var data = Abi.EncodeCall(function, arguments);
        return Abi.DecodeResult(function, await chain.CallAsync(contract, data, null, cancel).ConfigureAwait(false));
    }
}
