using System.Security.Cryptography.X509Certificates;
using Tender.Testing;
using Xunit;

namespace Tender.Sealing.Tests.Statements;

/// <summary>Statements, a receipt and a refusal: the JSON bytes, and CMS messages that come out equal because RSA PKCS #1 v1.5 has no chance in it.</summary>
public class FrozenStatementsTests
{
    private static readonly DateTimeOffset SignedAt = new(2026, 11, 24, 1, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(StatementAction.Submit)]
    [InlineData(StatementAction.Replace)]
    [InlineData(StatementAction.Withdraw)]
    public void Statement_MadeAgain_IsTheFrozenOne(StatementAction action)
    {
        var statement = SubmissionStatementTests.Sample(action);
        AssertFrozen($"statement-{action.ToString().ToLowerInvariant()}", statement.Write());
        Assert.Equal(
            statement.Write(),
            SubmissionStatement.Parse(Read($"statement-{action.ToString().ToLowerInvariant()}")).Write()
        );
    }

    [Fact]
    public void Receipt_MadeAgain_IsTheFrozenOne()
    {
        AssertFrozen("receipt", VaultReceiptTests.Sample(VaultVerdict.Accepted).Write());
        AssertFrozen("refusal", VaultReceiptTests.Sample(VaultVerdict.Refused).Write());
        Assert.Equal(VaultVerdict.Accepted, VaultReceipt.Parse(Read("receipt")).Verdict);
        Assert.Equal(VaultVerdict.Refused, VaultReceipt.Parse(Read("refusal")).Verdict);
    }

    private static byte[] Read(string name) => CmsVerifier.Open(OwnVectors.Bytes($"sbid1/{name}.cms")).Content;

    private static void AssertFrozen(string name, byte[] json)
    {
        Frozen.AssertBytes($"sbid1/{name}.json", json);
        using var signer = X509CertificateLoader.LoadPkcs12(OwnVectors.Bytes("signing/rsa.p12"), "tender-sample");
        Frozen.AssertBytes($"sbid1/{name}.cms", CmsSigner.Sign(json, signer, SignedAt));
    }
}
