using System.Security.Cryptography.X509Certificates;
using Tender.Sample.Authorities;
using Tender.Sealing;
using Tender.Testing;
using Tender.Vault.Tests.Kit;
using Xunit;

namespace Tender.Vault.Tests.Submissions;

/// <summary>Who signed a statement is judged at the vault's time, whatever the session was opened with.</summary>
public sealed class SignerTests(VaultFixture vault) : IClassFixture<VaultFixture>
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private static X509Certificate2 Issue(
        TestAuthority authority,
        TestBidder bidder,
        DateTimeOffset? until = null,
        X509KeyUsageFlags usage = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation
    ) =>
        authority.Issue(
            TestOrganisations.Code(bidder.Organisation),
            TestOrganisations.Name(bidder.Organisation),
            notAfter: until,
            usage: usage
        );

    private async Task RefusedAsync(string code, Func<TestBidder, Task<X509Certificate2>> certificate)
    {
        var bidder = vault.NewBidder();
        var bid = await bidder.SealAsync(vault.Tender);
        await bidder.UploadAsync(bid);
        var session = await bidder.SessionAsync();
        using var signer = await certificate(bidder);
        var message = CmsSigner.Sign(bidder.Statement(bid).Write(), signer, Now);
        await Refusals.WithCodeAsync(code, () => session.SubmitAsync(message, TestBidder.NewKey(), default));
        // Nothing was lost by the try: the right signature is still the first.
        await bidder.SubmitAsync(bidder.Statement(bid));
        Assert.Single(await session.GetSubmissionsAsync(vault.Tender, default));
    }

    [Fact]
    public Task Statement_SignedWithAnExpiredCertificate_IsRefused() =>
        RefusedAsync("ET-3013", b => Task.FromResult(Issue(TestAuthority.A, b, until: Now.AddSeconds(-1))));

    [Fact]
    public Task Statement_SignedWithACertificateOfAnUnknownAuthority_IsRefused() =>
        RefusedAsync("ET-3012", b => Task.FromResult(Issue(new TestAuthority("外人", SigningKey.EcdsaP256), b)));

    [Fact]
    public Task Statement_SignedWithACertificateThatMayNotSign_IsRefused() =>
        RefusedAsync(
            "ET-3015",
            b => Task.FromResult(Issue(TestAuthority.A, b, usage: X509KeyUsageFlags.KeyEncipherment))
        );

    [Fact]
    public Task Statement_SignedWithARevokedCertificate_IsRefused() =>
        RefusedAsync(
            "ET-3014",
            async b =>
            {
                var certificate = Issue(TestAuthority.A, b);
                await RevokeAsync(certificate);
                return certificate;
            }
        );

    [Fact]
    public async Task Order_SignedWithACertificateThatIsNotConfigured_IsRefused()
    {
        var order = vault.Kit.Order(vault.Kit.Ledger.Grid.NextBorder(Now.AddMinutes(10)));
        using var twin = TestAuthority.A.Issue(TestOrganisations.Code(8001), TestOrganisations.Name(8001));
        var message = CmsSigner.Sign(order.Write(), twin, Now);
        await Refusals.WithCodeAsync("ET-3019", () => vault.Kit.Client.OrderAsync(order, message, default));
        await Refusals.WithCodeAsync("ET-3404", () => vault.Kit.Client.GetTenderAsync(order.TenderRef, default));
    }

    /// <summary>A question is not a submission: who it was that signed is not judged again.</summary>
    [Fact]
    public async Task SameKeyAndBody_AfterItsCertificateWasRevoked_GivesTheOriginalReceipt()
    {
        var bidder = vault.NewBidder();
        var bid = await bidder.SealAsync(vault.Tender);
        await bidder.UploadAsync(bid);
        var session = await bidder.SessionAsync();
        using var certificate = Issue(TestAuthority.A, bidder);
        var message = CmsSigner.Sign(bidder.Statement(bid).Write(), certificate, Now);
        var key = TestBidder.NewKey();
        var first = await session.SubmitAsync(message, key, default);
        await RevokeAsync(certificate);
        var again = await session.SubmitAsync(message, key, default);
        Assert.Equal(first.Receipt.ToArray(), again.Receipt.ToArray());
        await Refusals.WithCodeAsync("ET-3014", () => session.SubmitAsync(message, TestBidder.NewKey(), default));
    }

    private async Task RevokeAsync(X509Certificate2 certificate)
    {
        TestAuthority.A.Authority.Revoke(certificate, Now.AddDays(-1));
        var folder = vault.Kit.Folder["authorities"];
        TestAuthority.A.Publish(folder, "a");
        vault.Kit.Service<Vault.Hosting.TrustSource>().Replace(await TrustList.LoadAsync(folder));
    }
}
