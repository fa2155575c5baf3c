using System.Net;
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
