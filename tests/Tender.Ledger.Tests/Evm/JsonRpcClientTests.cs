using Microsoft.Extensions.Time.Testing;
using Tender.Ledger.Evm;
using Xunit;
using static Tender.Ledger.Tests.Evm.FakeNodes;

namespace Tender.Ledger.Tests.Evm;

public sealed class JsonRpcClientTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly FakeNodes nodes = new();
    private readonly FakeTimeProvider time = new();
    private readonly HttpClient http;

    public JsonRpcClientTests() => http = new HttpClient(nodes);

    public void Dispose()
    {
        http.Dispose();
        nodes.Dispose();
    }

    [Theory]
    [InlineData("<html>502 Bad Gateway</html>")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("""{"jsonrpc":"2.0","id":"x","result":"0x1"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":999,"result":"0x1"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":0}""")]
    public async Task SendAsync_FirstNodeGivesGarbage_AsksTheNextAndStaysThere(string garbage)
    {
        nodes.Node("a", _ => garbage).Node("b", r => Result(r, "\"0x7\""));
        var client = Client("a", "b");
        Assert.Equal("0x7", await client.SendAsync<string>("eth_blockNumber", [], default));
        Assert.Equal("0x7", await client.SendAsync<string>("eth_blockNumber", [], default));
        Assert.Equal(["a", "b", "b"], nodes.Asked);
    }

    [Fact]
    public async Task SendAsync_FirstNodeIsDown_AsksTheNext()
    {
        nodes.Node("a", _ => throw new HttpRequestException("refused")).Node("b", r => Result(r, "\"0x7\""));
        Assert.Equal("0x7", await Client("a", "b").SendAsync<string>("eth_blockNumber", [], default));
    }

    [Fact]
    public async Task SendAsync_FirstNodeIsSilent_AsksTheNextInTime()
    {
        nodes.SilentNode("a").Node("b", r => Result(r, "\"0x7\""));
        var answer = Client("a", "b").SendAsync<string>("eth_blockNumber", [], default);
        time.Advance(Patience);
        Assert.Equal("0x7", await answer);
    }

    [Fact]
    public async Task SendAsync_CallerGivesUp_IsCancelled()
    {
        nodes.SilentNode("a");
        using var giveUp = new CancellationTokenSource();
        var answer = Client("a").SendAsync<string>("eth_blockNumber", [], giveUp.Token);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
    }

    [Fact]
    public async Task SendAsync_NoNodeAnswers_TellsEachFailure()
    {
        nodes.Node("a", _ => "garbage").Node("b", _ => throw new HttpRequestException("refused"));
        var failed = await Assert.ThrowsAsync<RpcUnavailableException>(() =>
            Client("a", "b").SendAsync<string>("eth_blockNumber", [], default)
        );
        Assert.Equal(2, Assert.IsType<AggregateException>(failed.InnerException).InnerExceptions.Count);
    }

    [Fact]
    public async Task SendAsync_ErrorOfTheNode_IsAnAnswerAndNotAskedElsewhere()
    {
        nodes
            .Node(
                "a",
                r =>
                    $$$"""{"jsonrpc":"2.0","id":{{{r.GetProperty("id")}}},"error":{"code":-32000,"message":"Nonce too low"}}"""
            )
            .Node("b", r => Result(r, "\"0x7\""));
        var error = await Assert.ThrowsAsync<RpcException>(() =>
            Client("a", "b").SendAsync<string>("eth_sendRawTransaction", ["0x"], default)
        );
        Assert.Equal(RpcMeaning.NonceTooLow, error.Meaning);
        Assert.Equal(["a"], nodes.Asked);
    }

    [Fact]
    public async Task SendAsync_EndlessAnswer_IsCutOff()
    {
        nodes.Node("a", _ => new string(' ', JsonRpcClient.MaximumAnswer + 1));
        await Assert.ThrowsAsync<RpcUnavailableException>(() => Client("a").SendAsync<string>("x", [], default));
    }

    [Fact]
    public async Task SendBatchAsync_AnswersInOtherOrder_EachHasItsOwnError()
    {
        nodes.Node(
            "a",
            r =>
            {
                var ids = r.EnumerateArray().Select(c => c.GetProperty("id").GetInt32()).ToList();
                return $$$"""
                    [{"id":{{{ids[2]}}},"result":"third"},
                     {"id":{{{ids[1]}}},"error":{"code":3,"message":"execution reverted","data":"0x12345678"}},
                     {"id":{{{ids[0]}}},"result":"first"}]
                    """;
            }
        );
        var answers = await Client("a").SendBatchAsync([new("m1"), new("m2", 1), new("m3", "x", null)], default);
        Assert.Equal("first", answers[0].Result.GetString());
        Assert.Equal(RpcMeaning.Reverted, answers[1].Error?.Meaning);
        Assert.Equal("12345678", Hex.Encode(answers[1].Error!.RevertData));
        Assert.Equal("third", answers[2].Result.GetString());
    }

    [Fact]
    public async Task SendBatchAsync_OneAnswerMissing_AsksTheNextNode()
    {
        nodes
            .Node("a", r => $$"""[{"id":{{r[0].GetProperty("id")}},"result":1}]""")
            .Node("b", r => $"[{Result(r[0], "1")},{Result(r[1], "2")}]");
        var answers = await Client("a", "b").SendBatchAsync([new("m1"), new("m2")], default);
        Assert.Equal([1, 2], answers.Select(a => a.Result.GetInt32()));
    }

    [Fact]
    public async Task SendBatchAsync_NoQuestions_AsksNobody() =>
        Assert.Empty(await Client("a").SendBatchAsync([], default));

    private JsonRpcClient Client(params string[] hosts) => new(http, [.. hosts.Select(Url)], Patience, time);
}
