using System.Net;
using System.Text.Json;
using Tender.Ledger.Contracts;
using Tender.Vault.Hosting;
using Tender.Vault.Tests.Kit;
using Xunit;

namespace Tender.Vault.Tests.Hosting;

public sealed class HostTests(VaultFixture vault) : IClassFixture<VaultFixture>
{
    private HttpClient Client() => new() { BaseAddress = vault.Kit.Address };

    [Theory]
    [InlineData("healthz/live")]
    [InlineData("healthz/ready")]
    [InlineData("v1/time")]
    public async Task Health_Answers(string path)
    {
        using var http = Client();
        using var response = await http.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(response.Headers.Contains("Server"));
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task OpenApi_NamesEveryCall()
    {
        using var http = Client();
        using var document = JsonDocument.Parse(await http.GetStringAsync("openapi.json"));
        var paths = document.RootElement.GetProperty("paths").EnumerateObject().Select(p => p.Name).ToList();
        string[] expected =
        [
            "/v1/sessions/challenges",
            "/v1/sessions",
            "/v1/time",
            "/v1/tenders",
            "/v1/tenders/{tenderRef}",
            "/v1/tenders/{tenderRef}/changes",
            "/v1/tenders/{tenderRef}/phases",
            "/v1/tenders/{tenderRef}/set",
            "/v1/tenders/{tenderRef}/set/headers",
            "/v1/keysets/{keySetId}",
            "/v1/uploads",
            "/v1/uploads/{id}",
            "/v1/submissions",
            "/v1/submissions/{receiptNo}",
            "/v1/files/{treeRoot}",
            "/v1/custody/work",
            "/v1/relay",
            "/v1/openings/{tenderRef}",
            "/v1/openings/{tenderRef}/{phase}/partials",
            "/v1/openings/{tenderRef}/parts/{commitment}/{partId}",
            "/v1/openings/{tenderRef}/bundle",
            "/v1/pools/current",
            "/v1/pools/{poolId}/seats",
            "/v1/pools/{poolId}/round1",
            "/v1/pools/{poolId}/round3",
        ];
        Assert.Empty(expected.Except(paths));
    }

    [Theory]
    [InlineData("http://localhost:5080", true)]
    [InlineData("http://evil.example", false)]
    public async Task Preflight_IsGrantedToTheSiteOnly(string origin, bool granted)
    {
        using var http = Client();
        using var request = new HttpRequestMessage(HttpMethod.Options, "v1/uploads/00000000000000000000000000000000");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "PATCH");
        request.Headers.Add(
            "Access-Control-Request-Headers",
            "authorization,tus-resumable,upload-offset,upload-checksum,content-type"
        );
        using var response = await http.SendAsync(request);
        Assert.Equal(granted, response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Refusal_CarriesTheOriginHeaderToo()
    {
        using var http = Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "v1/custody/work");
        request.Headers.Add("Origin", "http://localhost:5080");
        using var response = await http.SendAsync(request);
        Assert.Equal(401, (int)response.StatusCode);
        Assert.Equal("http://localhost:5080", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Fact]
    public async Task Body_OverTheLimit_Is413()
    {
        using var http = Client();
        using var content = new ByteArrayContent(new byte[65 * 1024]);
        content.Headers.ContentType = new("application/pkcs7-mime");
        using var response = await http.PostAsync("v1/tenders", content);
        Assert.Equal(413, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    public async Task Order_OfAnotherContentType_IsRefusedInWords(string type)
    {
        using var http = Client();
        using var content = new ByteArrayContent([1]);
        content.Headers.ContentType = new(type);
        using var response = await http.PostAsync("v1/tenders", content);
        Assert.Equal(415, (int)response.StatusCode);
        Assert.Equal("ET-3400", await Tus.CodeAsync(response));
    }

    [Fact]
    public async Task Program_CannotChangeSchemaOrHistory()
    {
        await using var role = await ProgramRole.CreateAsync(vault.Kit);
        await role.DeniedAsync("create table x (y int)");
        await role.DeniedAsync("alter table tender add column x int");
        await role.DeniedAsync("drop table submission");
        await role.DeniedAsync("delete from submission");
        await role.DeniedAsync("delete from leaf");
        await role.DeniedAsync("delete from bidder");
        await role.DeniedAsync("update submission set t_commit = now()");
        await role.DeniedAsync("update leaf set window_n = 0");
        await role.DeniedAsync("update outbox set queued_at = now()");
        await role.DeniedAsync("insert into audit select * from audit");
        await role.DeniedAsync("delete from audit");
        await role.DeniedAsync("update audit_head set seq = 0");
        await role.DeniedAsync("truncate commit_key");
        await role.AllowedAsync("select count(*) from submission");
        await role.AllowedAsync("select audit_append(now(), 'a', 'b', 'c', 'd', sha256('e'))");
    }

    [Fact]
    public async Task Deadline_CannotMoveEarlier_EvenByOurOwnFault() =>
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            vault.Kit.ScalarAsync<int>(
                "update tender set deadline = deadline - interval '1 second' where tender_ref = $1",
                vault.Tender
            )
        );

    [Fact]
    public async Task Audit_AlteredByASuperuser_IsFound()
    {
        await vault.NewBidder().BidAsync(vault.Tender);
        Assert.Null(await vault.Kit.ScalarAsync<long?>("select audit_verify()"));
        await vault.Kit.ScalarAsync<int>(
            "alter table audit disable trigger audit_is_append_only; update audit set act = 'Nothing' where seq = 3"
        );
        Assert.Equal(3, await vault.Kit.ScalarAsync<long?>("select audit_verify()"));
    }

    [Fact]
    public void Production_RefusesWhatIsForTestsOnly()
    {
        var options = new VaultOptions
        {
            TolerateVolatileDatabase = true,
            ReplayLostTail = true,
            AllowedOrigins = ["http://localhost:5080"],
            Custody = new CustodyOptions { K = 2 },
        };
        var findings = VaultOptionsCheck.Check(options, new LedgerOptions { SealType = LedgerSealType.Qbft }, true);
        Assert.Contains(findings, f => f.Contains("TolerateVolatileDatabase", StringComparison.Ordinal));
        Assert.Contains(findings, f => f.Contains("ReplayLostTail is refused", StringComparison.Ordinal));
        Assert.Contains(findings, f => f.Contains("https", StringComparison.Ordinal));
        Assert.Contains(findings, f => f.Contains("3 <= K", StringComparison.Ordinal));
    }
}
