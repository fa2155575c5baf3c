using System.Text.Json;

namespace Tender.Ledger.Evm;

/// <summary>One question to a node.</summary>
public sealed record RpcCall(string Method, params IReadOnlyList<object?> Parameters);

/// <summary>One answer of a batch: a result, or the node's own error. Each item of a batch succeeds or fails alone.</summary>
public sealed record RpcAnswer(JsonElement Result, RpcException? Error);

/// <summary>JSON-RPC 2.0 to a node of the chain, or to the first of several that answers.</summary>
public interface IRpcClient
{
    /// <summary>Asks and reads the result as <typeparamref name="T"/>; a result of null gives the default value.</summary>
    /// <exception cref="RpcException">The node answered with an error.</exception>
    /// <exception cref="RpcUnavailableException">No node gave an answer that can be read.</exception>
    Task<T?> SendAsync<T>(string method, IReadOnlyList<object?> parameters, CancellationToken cancel);

    /// <summary>Asks several questions at once; the answers come in the order of the questions, from one and the same node.</summary>
    /// <exception cref="RpcUnavailableException">No node answered all of them.</exception>
    Task<IReadOnlyList<RpcAnswer>> SendBatchAsync(IReadOnlyList<RpcCall> calls, CancellationToken cancel);
}
