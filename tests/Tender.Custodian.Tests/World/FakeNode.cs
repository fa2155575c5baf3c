using System.Globalization;
using System.Text.Json;
using Tender.Ledger.Evm;

namespace Tender.Custodian.Tests.World;

/// <summary>The seat's own node: nonces and receipts of what was mined. A nonce that is not the next one is never mined.</summary>
internal sealed class FakeNode : IRpcClient
{
    private readonly Dictionary<string, bool> mined = [];
    private readonly Dictionary<Address, ulong> counts = [];

    /// <summary>Whether the contract takes what comes.</summary>
    public bool Accepts { get; set; } = true;

    public List<SignedTransaction> Mined { get; } = [];

    public void Mine(SignedTransaction transaction)
    {
        var hash = Hex.EncodeData(transaction.Hash);
        if (mined.ContainsKey(hash) || transaction.Transaction.Nonce != counts.GetValueOrDefault(transaction.Sender))
        {
            return;
        }

        mined[hash] = Accepts;
        counts[transaction.Sender] = transaction.Transaction.Nonce + 1;
        Mined.Add(transaction);
    }

    public void SetCount(Address account, ulong count) => counts[account] = count;

    public Task<T?> SendAsync<T>(string method, IReadOnlyList<object?> parameters, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var answer = method switch
        {
            "eth_getTransactionCount" => Quote(counts.GetValueOrDefault(Address.Parse((string)parameters[0]!))),
            "eth_getTransactionReceipt" => Receipt((string)parameters[0]!),
            "eth_blockNumber" => "\"0x1\"",
            "eth_getBlockByNumber" => Block,
            _ => throw new NotSupportedException(method),
        };
        return Task.FromResult(JsonSerializer.Deserialize<T>(answer));
    }

    public Task<IReadOnlyList<RpcAnswer>> SendBatchAsync(IReadOnlyList<RpcCall> calls, CancellationToken cancel) =>
        throw new NotSupportedException();

    private static string Quote(ulong value) => $"\"0x{value.ToString("x", CultureInfo.InvariantCulture)}\"";

    private static string Word(char digit) => "0x" + new string(digit, 64);

    private static string Block =>
        $$"""{"number":"0x1","hash":"{{Word('b')}}","parentHash":"{{Word('a')}}","timestamp":"0x1"}""";

    private string Receipt(string hash) =>
        mined.TryGetValue(hash, out var succeeded)
            ? $$"""
                {"transactionHash":"{{hash}}","blockNumber":"0x1","blockHash":"{{Word('b')}}",
                 "status":"{{(succeeded ? "0x1" : "0x0")}}","gasUsed":"0x1","logs":[]}
                """
            : "null";
}
