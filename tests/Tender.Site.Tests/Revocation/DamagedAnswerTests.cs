using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using Tender.Sample.Authorities;
using Tender.Sealing;
using Tender.Testing;
using Xunit;

namespace Tender.Site.Tests.Revocation;

/// <summary>Answers come from outside: whatever the bytes are, the reader gives an answer and no exception, and damage never refuses or admits anew.</summary>
[Trait("Speed", "slow")]
public sealed class DamagedAnswerTests
{
    private static readonly DateTimeOffset Now = TestAuthority.From.AddYears(1);

    [Theory]
    [InlineData(SigningKey.EcdsaP256)]
    [InlineData(SigningKey.Rsa2048)]
    public async Task OcspAnswer_DamagedAnywhere_IsReadWithoutException(SigningKey kind)
    {
        using var authority = Authority(kind);
        await using var server = await StatusServer.StartAsync(authority, () => Now);
        server.Mode = StatusMode.Delegated;
        using var certificate = Issue(authority);
        var question = new OcspQuestion(certificate, authority.Certificate, new byte[32]);
        using var http = new HttpClient();
        using var content = new ByteArrayContent(question.Encode());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/ocsp-request");
        using var response = await http.PostAsync(server.Ocsp, content);
        var answer = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal(StatusOutcome.Good, question.Read(answer, Now).Outcome);

        AssertSafe(answer, der => question.Read(der, Now));
    }

    [Theory]
    [InlineData(SigningKey.EcdsaP256)]
    [InlineData(SigningKey.Rsa2048)]
    public void RevocationList_DamagedAnywhere_IsReadWithoutException(SigningKey kind)
    {
        using var authority = Authority(kind);
        using var certificate = Issue(authority);
        using var other = Issue(authority);
        authority.Revoke(other, Now.AddDays(-1));
        var list = authority.RevocationList(Now.AddMinutes(-1), Now.AddHours(1));
        Assert.Equal(StatusOutcome.Good, CrlAnswer.Read(list, certificate, authority.Certificate, Now).Outcome);
        Assert.Equal(StatusOutcome.Revoked, CrlAnswer.Read(list, other, authority.Certificate, Now).Outcome);

        AssertSafe(list, der => CrlAnswer.Read(der, certificate, authority.Certificate, Now));
    }

    [Theory]
    [InlineData(0, StatusOutcome.Good)]
    [InlineData(1, StatusOutcome.Unusable)]
    public void RevocationList_AtItsLastSecond_IsCurrent(int seconds, StatusOutcome outcome)
    {
        using var authority = Authority(SigningKey.EcdsaP256);
        using var certificate = Issue(authority);
        var list = authority.RevocationList(Now.AddHours(-1), Now);

        Assert.Equal(
            outcome,
            CrlAnswer.Read(list, certificate, authority.Certificate, Now.AddSeconds(seconds)).Outcome
        );
    }

    private static void AssertSafe(byte[] whole, Func<byte[], StatusAnswer> read)
    {
        StatusOutcome[] safe = [StatusOutcome.Good, StatusOutcome.Unusable];
        for (var i = 0; i < whole.Length; i++)
        {
            foreach (var mask in (byte[])[0x01, 0x80, 0xFF])
            {
                var damaged = (byte[])whole.Clone();
                damaged[i] ^= mask;
                Assert.Contains(read(damaged).Outcome, safe);
            }

            Assert.Equal(StatusOutcome.Unusable, read(whole[..i]).Outcome);
        }
    }

    private static SampleAuthority Authority(SigningKey kind) =>
        SampleAuthority.CreateRoot("损坏测试中心", kind, TestAuthority.From, TestAuthority.From.AddYears(20));

    private static X509Certificate2 Issue(SampleAuthority authority) =>
        authority.Issue(
            new CertificateSubject
            {
                OrgCode = "91330106MA20271585",
                OrgName = "损坏测试单位",
                Signer = "张三",
                NotBefore = TestAuthority.From,
                NotAfter = TestAuthority.From.AddYears(10),
            }
        );
}
