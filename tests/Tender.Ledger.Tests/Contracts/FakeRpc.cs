using System.Text.Json;
using Tender.Ledger.Evm;

namespace Tender.Ledger.Tests.Contracts;

/// <summary>A node that answers by method name; each answer is JSON or an error to throw.</summary>
internal sealed class FakeRpc : IRpcClient
{
    private readonly Dictionary<string, Func<string>> answers = [];

    /// <summary>Methods in the order in which they were called.</summary>
    internal List<string> Called { get; } = [];

    internal FakeRpc On(string method, Func<string> json)
    {
        answers[method] = json;
        return this;
    }

    internal FakeRpc On(string method, string json) => On(method, () => json);

    public Task<T?> SendAsync<T>(string method, IReadOnlyList<object?> parameters, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        Called.Add(method);
        return Task.FromResult(JsonSerializer.Deserialize<T>(answers[method]()));
    }

    public Task<IReadOnlyList<RpcAnswer>> SendBatchAsync(IReadOnlyList<RpcCall> calls, CancellationToken cancel) =>
        throw new NotSupportedException();
}
