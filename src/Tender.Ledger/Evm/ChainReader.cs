using System.Text.Json;

namespace Tender.Ledger.Evm;

/// <summary>The questions that the ledger asks a node, typed. A missing block or receipt is null; a strange one is refused.</summary>
public sealed class ChainReader(IRpcClient rpc)
{
    /// <summary>The chain's id.</summary>
    public async Task<ulong> ChainIdAsync(CancellationToken cancel) =>
        Hex.DecodeUInt64(await TextAsync("eth_chainId", [], cancel).ConfigureAwait(false));

    /// <summary>Height of the newest block.</summary>
    public async Task<ulong> BlockNumberAsync(CancellationToken cancel) =>
        Hex.DecodeUInt64(await TextAsync("eth_blockNumber", [], cancel).ConfigureAwait(false));

    /// <summary>A block by height, or null; without height the newest. The tag "finalized" is never used (Ledger 8).</summary>
    public async Task<ChainBlock?> BlockAsync(ulong? number, CancellationToken cancel)
    {
        var which = number is { } n ? Hex.EncodeQuantity(n) : "latest";
        var json = await rpc.SendAsync<JsonElement>("eth_getBlockByNumber", [which, false], cancel)
            .ConfigureAwait(false);
        return IsNull(json) ? null : ChainJson.ReadBlock(json);
    }

    /// <summary>A block by hash, or null.</summary>
    public async Task<ChainBlock?> BlockAsync(ReadOnlyMemory<byte> hash, CancellationToken cancel)
    {
        var json = await rpc.SendAsync<JsonElement>("eth_getBlockByHash", [Hex.EncodeData(hash.Span), false], cancel)
            .ConfigureAwait(false);
        return IsNull(json) ? null : ChainJson.ReadBlock(json);
    }

    /// <summary>Number of mined transactions of an account: the nonce of its next one.</summary>
    public async Task<ulong> TransactionCountAsync(Address account, CancellationToken cancel) =>
        Hex.DecodeUInt64(
            await TextAsync("eth_getTransactionCount", [account.ToString(), "latest"], cancel).ConfigureAwait(false)
        );

    /// <summary>The code of a contract; empty when there is none.</summary>
    public async Task<byte[]> CodeAsync(Address contract, CancellationToken cancel) =>
        Hex.DecodeData(await TextAsync("eth_getCode", [contract.ToString(), "latest"], cancel).ConfigureAwait(false));

    /// <summary>Runs a call without a transaction and returns its result.</summary>
    /// <exception cref="RpcException">Meaning Reverted: the contract refused.</exception>
    public async Task<byte[]> CallAsync(
        Address contract,
        ReadOnlyMemory<byte> data,
        Address? from,
        CancellationToken cancel
    )
    {
        var call = new Dictionary<string, string>
        {
            ["from"] = (from ?? Address.Zero).ToString(),
            ["to"] = contract.ToString(),
            ["data"] = Hex.EncodeData(data.Span),
        };
        return Hex.DecodeData(await TextAsync("eth_call", [call, "latest"], cancel).ConfigureAwait(false));
    }

    /// <summary>Hands raw bytes to the node and returns the hash it tells.</summary>
    /// <exception cref="RpcException">The node did not take them.</exception>
    public async Task<byte[]> SendRawAsync(ReadOnlyMemory<byte> raw, CancellationToken cancel) =>
        Hex.DecodeData(
            await TextAsync("eth_sendRawTransaction", [Hex.EncodeData(raw.Span)], cancel).ConfigureAwait(false)
        );

    /// <summary>The receipt of a mined transaction, or null.</summary>
    public async Task<ChainReceipt?> ReceiptAsync(ReadOnlyMemory<byte> transactionHash, CancellationToken cancel)
    {
        var json = await rpc.SendAsync<JsonElement>(
                "eth_getTransactionReceipt",
                [Hex.EncodeData(transactionHash.Span)],
                cancel
            )
            .ConfigureAwait(false);
        return IsNull(json) ? null : ChainJson.ReadReceipt(json);
    }

    /// <summary>Events of a contract in blocks <paramref name="first"/> to <paramref name="last"/> whose topics match; null matches any.</summary>
    public async Task<IReadOnlyList<ChainLog>> LogsAsync(
        Address contract,
        IReadOnlyList<byte[]?> topics,
        ulong first,
        ulong last,
        CancellationToken cancel
    )
    {
        var filter = new Dictionary<string, object>
        {
            ["address"] = contract.ToString(),
            ["topics"] = topics.Select(t => t is null ? null : Hex.EncodeData(t)).ToList(),
            ["fromBlock"] = Hex.EncodeQuantity(first),
            ["toBlock"] = Hex.EncodeQuantity(last),
        };
        var logs = await rpc.SendAsync<JsonElement[]>("eth_getLogs", [filter], cancel).ConfigureAwait(false);
        return [.. (logs ?? []).Select(ChainJson.ReadLog)];
    }

    /// <summary>Proofs of an account and of storage slots at a block.</summary>
    public async Task<ChainProof> ProofAsync(
        Address account,
        IReadOnlyList<byte[]> storageKeys,
        ulong block,
        CancellationToken cancel
    )
    {
        object?[] parameters =
        [
            account.ToString(),
            storageKeys.Select(k => Hex.EncodeData(k)).ToList(),
            Hex.EncodeQuantity(block),
        ];
        var json = await rpc.SendAsync<JsonElement>("eth_getProof", parameters, cancel).ConfigureAwait(false);
        return ChainJson.ReadProof(json);
    }

    private async Task<string> TextAsync(string method, IReadOnlyList<object?> parameters, CancellationToken cancel)
    {
        var json = await rpc.SendAsync<JsonElement>(method, parameters, cancel).ConfigureAwait(false);
        return json.ValueKind == JsonValueKind.String
            ? json.GetString()!
            : throw new LedgerFormatException(LedgerFormatError.Answer, 0, $"{method} gave no text");
    }

    private static bool IsNull(JsonElement json) => json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;
}
