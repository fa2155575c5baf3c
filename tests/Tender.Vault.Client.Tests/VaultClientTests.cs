using System.Net;
using System.Text;
using Tender.Sealing;
using Xunit;

namespace Tender.Vault.Client.Tests;

public class VaultClientTests
{
    private static readonly ProblemFacts Late = new()
    {
        Type = "about:blank",
        Title = "late",
        Status = 409,
        Code = "ET-3001",
        Zh = "已过截止时间。",
        En = "The deadline has passed.",
        Refusal = new byte[] { 1, 2, 3 },
    };

    [Fact]
    public async Task GetTimeAsync_GoodAnswer_IsRead()
    {
        var told = new VaultTime(new DateTimeOffset(2026, 11, 24, 1, 30, 0, 1, TimeSpan.Zero), 5);
        using var http = Answer(HttpStatusCode.OK, WireJson.Write(told));
        Assert.Equal(told, await new VaultClient(http).GetTimeAsync(CancellationToken.None));
    }

    [Fact]
    public async Task GetTimeAsync_Refused_CarriesCodeBothTextsAndTheSignedRefusal()
    {
        using var http = Answer(HttpStatusCode.Conflict, WireJson.Write(Late));
        var problem = await Refused(http);
        Assert.Equal(
            ("ET-3001", Late.Zh, Late.En, false),
            (problem.Facts.Code, problem.Facts.Zh, problem.Facts.En, problem.IsTransient)
        );
        Assert.Equal(Late.Refusal!.Value.ToArray(), problem.Facts.Refusal!.Value.ToArray());
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, "{\"now\":")]
    [InlineData(HttpStatusCode.OK, "<html></html>")]
    [InlineData(HttpStatusCode.OK, "{\"now\":\"2026-11-24T01:30:00.001Z\",\"offsetBoundMs\":5,\"more\":1}")]
    [InlineData(HttpStatusCode.BadGateway, "<html></html>")]
    public async Task GetTimeAsync_AnswerOfAnotherShape_IsNoAnswer(HttpStatusCode status, string body)
    {
        using var http = Answer(status, Encoding.UTF8.GetBytes(body));
        var problem = await Refused(http);
        Assert.Equal(VaultProblemException.Unreachable, problem.Facts.Code);
        Assert.True(problem.IsTransient);
    }

    [Fact]
    public async Task GetTimeAsync_NoConnection_IsUnreachable()
    {
        using var http = new HttpClient(new Handler(_ => throw new HttpRequestException("refused")))
        {
            BaseAddress = Address,
        };
        Assert.True((await Refused(http)).IsTransient);
    }

    private static readonly Uri Address = new("http://vault.test/");

    private static async Task<VaultProblemException> Refused(HttpClient http) =>
        await Assert.ThrowsAsync<VaultProblemException>(() =>
            new VaultClient(http).GetTimeAsync(CancellationToken.None)
        );

    private static HttpClient Answer(HttpStatusCode status, byte[] body) =>
        new(new Handler(_ => new HttpResponseMessage(status) { Content = new ByteArrayContent(body) }))
        {
            BaseAddress = Address,
        };

    private sealed class Handler(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        ) => Task.FromResult(answer(request));
    }
}
