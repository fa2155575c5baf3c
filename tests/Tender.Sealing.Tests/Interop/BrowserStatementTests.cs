using System.Text.Json;
using Tender.Testing;
using Xunit;

namespace Tender.Sealing.Tests.Interop;

/// <summary>Statements and key files made by the browser modules (tests/vectors/sbid1/js).</summary>
public sealed class BrowserStatementTests
{
    [Theory]
    [InlineData("rsa")]
    [InlineData("ecdsa")]
    public void OpenCms_SignedInTheBrowser_GivesTheStatement(string kind)
    {
        var message = CmsVerifier.Open(OwnVectors.Bytes($"sbid1/js/statement-{kind}.cms"));
        Assert.Equal(OwnVectors.Bytes("sbid1/js/statement.json"), message.Content);
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 1, 30, 0, TimeSpan.Zero), message.SigningTime);
        var statement = SubmissionStatement.Parse(message.Content);
        var file = BrowserFile.Named("two-segments");
        Assert.Equal(StatementAction.Submit, statement.Action);
        Assert.Equal(file.TreeRoot, statement.TreeRoot);
        Assert.Equal("杭州青石建设有限公司䶮𬭎", statement.Company);
    }

    [Fact]
    public void WriteStatement_ReadFromTheBrowsers_GivesTheSameMembers()
    {
        var bytes = OwnVectors.Bytes("sbid1/js/statement.json");
        var again = SubmissionStatement.Parse(bytes).Write();
        using var expected = JsonDocument.Parse(bytes);
        using var actual = JsonDocument.Parse(again);
        Assert.True(JsonElement.DeepEquals(expected.RootElement, actual.RootElement));
    }

    [Fact]
    public void BidderTag_OfTheBrowsersStatement_IsTheSame()
    {
        using var expected = JsonDocument.Parse(OwnVectors.Text("sbid1/js/commitment.json"));
        var statement = SubmissionStatement.Parse(OwnVectors.Bytes("sbid1/js/statement.json"));
        Assert.Equal(
            expected.RootElement.GetProperty("bidderTag").GetString(),
            Convert.ToHexStringLower(statement.BidderTag())
        );
    }

    [Fact]
    public void ReadKeyFile_WrittenInTheBrowser_GivesTheContentAndTheSameBytes()
    {
        using var expected = JsonDocument.Parse(OwnVectors.Text("sbid1/js/keyfile.json"));
        var password = expected.RootElement.GetProperty("password").GetString()!;
        var file = OwnVectors.Bytes("sbid1/js/two-segments.sbidkey");
        var content = KeyFile.Read(file, password);
        var sealedFile = BrowserFile.Named("two-segments");
        Assert.Equal(sealedFile.Lot, content.Lot);
        Assert.Equal(sealedFile.Secrets.Select(s => s.Secret), content.Files.Single().Parts.Select(p => p.Secret));
        Assert.Equal(OwnVectors.Bytes("sbid1/js/statement-rsa.cms"), content.Submissions.Single().Statement);
        var random = new SeededRandom(expected.RootElement.GetProperty("seed").GetUInt64());
        Assert.Equal(file, KeyFile.Write(content, password, random));
    }
}
