using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Tender.Sealing;
using Tender.Testing;
using Tender.Vault.Tests.Kit;
using Xunit;

namespace Tender.Vault.Tests.Sessions;

public sealed class SessionTests(VaultFixture vault) : IClassFixture<VaultFixture>
{
    private readonly byte[] binding = SystemRandom.Instance.Bytes(32);

    private async Task<HttpResponseMessage> PostAsync(string path, object body)
    {
        using var http = new HttpClient { BaseAddress = vault.Kit.Address };
        return await http.PostAsync(
            path,
            new ByteArrayContent(WireJson.Write(body)) { Headers = { { "Content-Type", "application/json" } } }
        );
    }

    private async Task<string> ChallengeAsync()
    {
        using var response = await PostAsync("v1/sessions/challenges", new ChallengeRequest(binding));
        Assert.Equal(201, (int)response.StatusCode);
        return WireJson.Read<ChallengeFacts>(await response.Content.ReadAsByteArrayAsync(), 4096).Challenge;
    }

    private async Task<(int Status, string Code)> OpenAsync(string challenge, byte[] signature, byte[]? with = null)
    {
        using var response = await PostAsync("v1/sessions", new SessionRequest(challenge, signature, with ?? binding));
        var code = response.IsSuccessStatusCode ? "" : await Tus.CodeAsync(response);
        return ((int)response.StatusCode, code);
    }

    private static byte[] Sign(string text, int organisation = 501) =>
        CmsSigner.Sign(
            Encoding.UTF8.GetBytes(text),
            TestOrganisations.Certificate(organisation),
            TimeProvider.System.GetUtcNow()
        );

    [Fact]
    public async Task Challenge_HasThePurposeInItsText()
    {
        var fields = (await ChallengeAsync()).Split('|');
        Assert.Equal(["vault", "session", "-"], fields[..3]);
        Assert.Equal(64, fields[3].Length);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(binding)), fields[6]);
    }

    [Fact]
    public async Task Session_WithAFreshChallenge_NamesTheOrganisation()
    {
        var session = await vault.Kit.SignInAsync(501);
        Assert.Equal(TestOrganisations.Code(501), session.Facts.Organisation.OrgCode);
        Assert.Equal(TestOrganisations.Name(501), session.Facts.Organisation.Name);
    }

    [Fact]
    public async Task Session_WithAUsedChallenge_IsRefused()
    {
        var challenge = await ChallengeAsync();
        Assert.Equal(201, (await OpenAsync(challenge, Sign(challenge))).Status);
        Assert.Equal((401, "ET-3016"), await OpenAsync(challenge, Sign(challenge)));
    }

    [Fact]
    public async Task Session_WithOneChallengeAtOnce_IsOpenedOnce()
    {
        var challenge = await ChallengeAsync();
        var signature = Sign(challenge);
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OpenAsync(challenge, signature)));
        Assert.Single(all, a => a.Status == 201);
    }

    [Fact]
    public async Task Session_WithAnotherBinding_IsRefused()
    {
        var challenge = await ChallengeAsync();
        Assert.Equal((401, "ET-3016"), await OpenAsync(challenge, Sign(challenge), new byte[32]));
    }

    [Fact]
    public async Task Session_WithAChallengeOfOwnMaking_IsRefused()
    {
        var challenge = await ChallengeAsync();
        var fields = challenge.Split('|');
        fields[3] = new string('0', 64);
        var forged = string.Join('|', fields);
        Assert.Equal((401, "ET-3016"), await OpenAsync(forged, Sign(forged)));
    }

    [Fact]
    public async Task Session_WithASignatureOverOtherText_IsRefused()
    {
        var challenge = await ChallengeAsync();
        Assert.Equal((401, "ET-3016"), await OpenAsync(challenge, Sign(challenge + " ")));
    }

    [Fact]
    public async Task Session_WithACertificateOfAnUnknownAuthority_IsRefused()
    {
        var challenge = await ChallengeAsync();
        var stranger = new TestAuthority("外人", Sample.Authorities.SigningKey.EcdsaP256).Issue();
        var signature = CmsSigner.Sign(Encoding.UTF8.GetBytes(challenge), stranger, TimeProvider.System.GetUtcNow());
        Assert.Equal((403, "ET-3012"), await OpenAsync(challenge, signature));
    }

    [Fact]
    public async Task Session_WithAnExpiredCertificate_IsRefused()
    {
        var challenge = await ChallengeAsync();
        var now = TimeProvider.System.GetUtcNow();
        var expired = TestAuthority.A.IssueExpired(now);
        Assert.Equal(
            (403, "ET-3013"),
            await OpenAsync(challenge, CmsSigner.Sign(Encoding.UTF8.GetBytes(challenge), expired, now))
        );
    }

    [Fact]
    public async Task Session_WithARevokedCertificate_IsRefusedOnceTheListIsThere()
    {
        var now = TimeProvider.System.GetUtcNow();
        var revoked = TestAuthority.A.IssueRevoked(now.AddDays(-1));
        TestAuthority.A.Publish(vault.Kit.Folder["authorities"], "a");
        var trust = await TrustList.LoadAsync(vault.Kit.Folder["authorities"]);
        vault.Kit.Service<Vault.Hosting.TrustSource>().Replace(trust);
        var challenge = await ChallengeAsync();
        Assert.Equal(
            (403, "ET-3014"),
            await OpenAsync(challenge, CmsSigner.Sign(Encoding.UTF8.GetBytes(challenge), revoked, now))
        );
    }

    [Theory]
    [InlineData("v1/custody/work")]
    [InlineData("v1/pools/current")]
    [InlineData("v1/uploads/00000000000000000000000000000000")]
    [InlineData("v1/submissions?tenderRef=00")]
    public async Task Request_WithoutSession_Is401(string path)
    {
        using var http = new HttpClient { BaseAddress = vault.Kit.Address };
        using var response = await http.GetAsync(path);
        Assert.Equal(401, (int)response.StatusCode);
        Assert.Equal("ET-3017", await Tus.CodeAsync(response));
        http.DefaultRequestHeaders.Authorization = new("Bearer", new string('a', 64));
        using var invented = await http.GetAsync(path);
        Assert.Equal(401, (int)invented.StatusCode);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{\"binding\":\"zz\"}")]
    [InlineData("{\"binding\":\"00\",\"extra\":1}")]
    [InlineData("not json")]
    public async Task Challenge_WithABadBody_Is400InBothLanguages(string body)
    {
        using var http = new HttpClient { BaseAddress = vault.Kit.Address };
        using var response = await http.PostAsync(
            "v1/sessions/challenges",
            new StringContent(body, Encoding.UTF8, "application/json")
        );
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.NotEmpty(problem.GetProperty("zh").GetString()!);
        Assert.NotEmpty(problem.GetProperty("en").GetString()!);
    }
}
