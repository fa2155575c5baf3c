using System.Text.Json;
using System.Text.Json.Nodes;
using Tender.Ledger.Evm;

namespace Tender.Ledger.Tests.Verification;

/// <summary>Stands between a program and a real node, and bends questions or answers.</summary>
internal sealed class LyingNode(IRpcClient node) : IRpcClient
{
    /// <summary>Changes what is asked.</summary>
    public Func<string, object?[], object?[]> Asked { get; init; } = (_, parameters) => parameters;

    /// <summary>Changes what is answered.</summary>
    public Action<string, JsonNode> Answered { get; init; } = (_, _) => { };

    public async Task<T?> SendAsync<T>(string method, IReadOnlyList<object?> parameters, CancellationToken cancel)
    {
        var answer = await node.SendAsync<JsonElement>(method, Asked(method, [.. parameters]), cancel);
        if (JsonNode.Parse(answer.GetRawText()) is not { } json)
            return default;
        Answered(method, json);
        return json.Deserialize<T>();
    }

    public Task<IReadOnlyList<RpcAnswer>> SendBatchAsync(IReadOnlyList<RpcCall> calls, CancellationToken cancel) =>
        node.SendBatchAsync(calls, cancel);
}
