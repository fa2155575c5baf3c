using System.Net;
using System.Text;
using System.Text.Json;

namespace Tender.Ledger.Tests.Evm;

/// <summary>HTTP nodes by host name; each answers a request's JSON with a text, an exception, or not at all.</summary>
internal sealed class FakeNodes : HttpMessageHandler
{
    private readonly Dictionary<string, Func<JsonElement, CancellationToken, Task<string>>> nodes = [];

    /// <summary>Hosts in the order in which they were asked.</summary>
    internal List<string> Asked { get; } = [];

    internal FakeNodes Node(string host, Func<JsonElement, string> answer)
    {
        nodes[host] = (request, _) => Task.FromResult(answer(request));
        return this;
    }

    internal FakeNodes SilentNode(string host)
    {
        nodes[host] = async (_, cancel) =>
        {
            await Task.Delay(Timeout.Infinite, cancel);
            return "";
        };
        return this;
    }

    internal static Uri Url(string host) => new($"http://{host}/");

    internal static string Result(JsonElement request, string result) =>
        $$"""{"jsonrpc":"2.0","id":{{request.GetProperty("id")}},"result":{{result}}}""";

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var host = request.RequestUri!.Host;
        Asked.Add(host);
        var body = JsonDocument.Parse(await request.Content!.ReadAsStringAsync(cancellationToken)).RootElement;
        var answer = await nodes[host](body, cancellationToken);
        return new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StringContent(answer, Encoding.UTF8, "application/json"),
        };
    }
}
