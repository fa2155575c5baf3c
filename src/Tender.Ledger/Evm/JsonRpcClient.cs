using System.Net.Http.Headers;
using System.Text.Json;

namespace Tender.Ledger.Evm;

/// <summary>
/// JSON-RPC 2.0 over HTTP to several nodes. The node that answered last is asked first. A node that cannot be reached, is too slow or
/// answers with something unreadable is passed over; an error that a node tells is an answer and goes to the caller.
/// </summary>
public sealed class JsonRpcClient : IRpcClient
{
    /// <summary>Longest answer read, in bytes. A proof of a large catch-up stays far below.</summary>
    public const int MaximumAnswer = 32 << 20;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    private readonly HttpClient http;
    private readonly IReadOnlyList<Uri> urls;
    private readonly TimeSpan timeout;
    private readonly TimeProvider time;
    private int preferred;
    private int lastId;

    /// <summary>Creates the client; <paramref name="timeout"/> is for one node, not for all of them.</summary>
    public JsonRpcClient(HttpClient http, IReadOnlyList<Uri> urls, TimeSpan timeout, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(urls);
        ArgumentOutOfRangeException.ThrowIfZero(urls.Count);
        this.http = http;
        this.urls = urls;
        this.timeout = timeout;
        this.time = time;
    }

    /// <inheritdoc />
    public async Task<T?> SendAsync<T>(string method, IReadOnlyList<object?> parameters, CancellationToken cancel)
    {
        var answers = await AskAsync([new RpcCall(method, parameters)], batch: false, cancel).ConfigureAwait(false);
        return answers[0].Error is { } error ? throw error : answers[0].Result.Deserialize<T>(Options);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<RpcAnswer>> SendBatchAsync(IReadOnlyList<RpcCall> calls, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(calls);
        return calls.Count == 0 ? Task.FromResult<IReadOnlyList<RpcAnswer>>([]) : AskAsync(calls, batch: true, cancel);
    }

    private async Task<IReadOnlyList<RpcAnswer>> AskAsync(
        IReadOnlyList<RpcCall> calls,
        bool batch,
        CancellationToken cancel
    )
    {
        var first = Interlocked.Add(ref lastId, calls.Count) - calls.Count;
        var body = Write(calls, first, batch);
        var failures = new List<Exception>();
        var start = Volatile.Read(ref preferred);
        for (var i = 0; i < urls.Count; i++)
        {
            var node = (start + i) % urls.Count;
            try
            {
                var answers = await AskNodeAsync(urls[node], body, first, calls.Count, cancel).ConfigureAwait(false);
                Volatile.Write(ref preferred, node);
                return answers;
            }
            catch (Exception e)
                when (e is HttpRequestException or JsonException or LedgerFormatException or IOException)
            {
                failures.Add(e);
            }
            catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
            {
                failures.Add(new TimeoutException($"{urls[node]} did not answer within {timeout}.", e));
            }
        }
        throw new RpcUnavailableException(failures);
    }

    private async Task<IReadOnlyList<RpcAnswer>> AskNodeAsync(
        Uri url,
        byte[] body,
        int first,
        int count,
        CancellationToken cancel
    )
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token)
            .ConfigureAwait(false);
        await response.Content.LoadIntoBufferAsync(MaximumAnswer, both.Token).ConfigureAwait(false);
        var bytes = await response.Content.ReadAsByteArrayAsync(both.Token).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode && bytes.Length == 0)
            response.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(bytes);
        return Read(json.RootElement, first, count);
    }

    private static byte[] Write(IReadOnlyList<RpcCall> calls, int first, bool batch)
    {
        var requests = calls.Select(
            (c, i) =>
                new
                {
                    jsonrpc = "2.0",
                    id = first + i,
                    method = c.Method,
                    @params = c.Parameters,
                }
        );
        return batch
            ? JsonSerializer.SerializeToUtf8Bytes(requests, Options)
            : JsonSerializer.SerializeToUtf8Bytes(requests.Single(), Options);
    }

    /// <summary>Puts the answers in the order of the questions; a node may answer a batch in any order.</summary>
    private static RpcAnswer[] Read(JsonElement root, int first, int count)
    {
        var answers = new RpcAnswer?[count];
        foreach (var item in root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().ToArray() : [root])
        {
            if (
                item.ValueKind != JsonValueKind.Object
                || !item.TryGetProperty("id", out var id)
                || id.ValueKind != JsonValueKind.Number
                || !id.TryGetInt32(out var number)
                || number < first
                || number >= first + count
            )
                throw Refuse("an answer to no question");
            answers[number - first] = ReadOne(item);
        }
        return [.. answers.Select(a => a ?? throw Refuse("an answer is missing"))];
    }

    private static RpcAnswer ReadOne(JsonElement item)
    {
        if (item.TryGetProperty("error", out var error) && error.ValueKind != JsonValueKind.Null)
            return new RpcAnswer(default, RpcErrors.Read(error));
        return item.TryGetProperty("result", out var result)
            ? new RpcAnswer(result.Clone(), null)
            : throw Refuse("neither result nor error");
    }

    private static LedgerFormatException Refuse(string detail) => new(LedgerFormatError.Answer, 0, detail);
}
