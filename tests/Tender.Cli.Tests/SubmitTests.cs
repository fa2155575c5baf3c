using Tender.Sealing;
using Xunit;

namespace Tender.Cli.Tests;

[Trait("Speed", "slow")]
public class SubmitTests
{
    [Fact]
    public async Task Submit_ASealedBid_GivesACheckedReceiptAndKeepsIt()
    {
        using var terminal = new Terminal();
        await terminal.SealAsync();
        var run = await terminal.AtVaultAsync("submit @bid.sbid --json");

        Assert.Equal((0, "accepted"), (run.Code, run.Json.GetProperty("verdict").GetString()));
        var keys = await ReadAsync(terminal);
        var kept = Assert.Single(keys.Submissions);
        Assert.Equal(run.Json.GetProperty("receiptNo").GetString(), kept.ReceiptNo);
        var statement = SubmissionStatement.Parse(CmsVerifier.Open(kept.Statement).Content);
        Assert.Equal((StatementAction.Submit, 1L), (statement.Action, statement.Seq));
        Assert.Equal(keys.Files[0].TreeRoot, statement.TreeRoot);
        Assert.Equal(keys.BidNonce, statement.BidNonce);
        Assert.Equal("tender", statement.Tool.Name);
        Assert.False(File.Exists(terminal["bid.sbid.upload"]));
    }

    [Fact]
    public async Task Submit_TheKeyLiesInTheKeyFileBeforeTheStatementIsSent()
    {
        using var terminal = new Terminal();
        await terminal.SealAsync();
        KeyFileContent? atSending = null;
        terminal.Vault.Submissions.Alter = receipt =>
        {
            atSending = ReadAsync(terminal).GetAwaiter().GetResult();
            return receipt;
        };
        Assert.Equal(0, (await terminal.AtVaultAsync("submit @bid.sbid")).Code);
        Assert.Null(Assert.Single(atSending!.Submissions).Receipt);
        Assert.Equal(
            (await ReadAsync(terminal)).Submissions[0].IdempotencyKey,
            atSending.Submissions[0].IdempotencyKey
        );
    }

    [Fact]
    public async Task Submit_WhenAnswersAreLostForAMoment_AsksAgainWithTheSameKey()
    {
        using var terminal = new Terminal();
        await terminal.SealAsync();
        terminal.Vault.LoseAnswers = 3;
        Assert.Equal(0, (await terminal.AtVaultAsync("submit @bid.sbid")).Code);
        Assert.Equal(1, terminal.Vault.Submissions.Count);
    }

    [Fact]
    public async Task Submit_WhenTheOutcomeStaysUnknown_TheNextRunGetsTheOriginalReceiptEvenAfterTheDeadline()
    {
        using var terminal = new Terminal();
        await terminal.SealAsync();
        terminal.Vault.LoseAnswers = 100;
        var unknown = await terminal.AtVaultAsync("submit @bid.sbid");
        Assert.Equal(ExitCode.Unknown, unknown.Code);
        Assert.Equal(1, terminal.Vault.Submissions.Count);

        terminal.Vault.LoseAnswers = 0;
        terminal.Clock.Advance(TimeSpan.FromHours(1));
        var asked = await terminal.AtVaultAsync("submit @bid.sbid --json");
        Assert.Equal(0, asked.Code);
        Assert.StartsWith("2026-11-24T01:30:", asked.Json.GetProperty("tCommit").GetString());
        Assert.Equal(1, terminal.Vault.Submissions.Count);
    }

    [Fact]
    public async Task Submit_WhenThePiecesBreak_ResumesTheSameUpload()
    {
        using var terminal = new Terminal();
        await terminal.SealAsync();
        terminal.Vault.BreakPieces = 2;
        Assert.Equal(0, (await terminal.AtVaultAsync("submit @bid.sbid")).Code);

        using var second = new Terminal(2);
        await second.SealAsync();
        second.Vault.BreakPieces = 100;
        Assert.Equal(ExitCode.Unreachable, (await second.AtVaultAsync("submit @bid.sbid")).Code);
        Assert.True(File.Exists(second["bid.sbid.upload"]));
        second.Vault.BreakPieces = 0;
        Assert.Equal(0, (await second.AtVaultAsync("submit @bid.sbid")).Code);
        Assert.Single(second.Vault.Seen, "POST /v1/uploads");
    }

    [Fact]
    public async Task Submit_AtTheDeadline_KeepsTheSignedRefusal()
    {
        using var terminal = new Terminal();
        await terminal.SealAsync();
        terminal.Clock.Advance(terminal.Vault.Tender.Deadline - terminal.Clock.GetUtcNow());
        var run = await terminal.AtVaultAsync("submit @bid.sbid --json");
        Assert.Equal((ExitCode.Refused, "ET-3001"), (run.Code, run.Json.GetProperty("code").GetString()));
        var kept = Assert.Single((await ReadAsync(terminal)).Submissions);
        Assert.Null(kept.ReceiptNo);
        Assert.Equal(VaultVerdict.Refused, VaultReceipt.Parse(CmsVerifier.Open(kept.Receipt).Content).Verdict);
    }

    [Fact]
    public async Task Submit_Twice_SaysToReplace()
    {
        using var terminal = new Terminal();
        await terminal.SealAsync();
        await terminal.AtVaultAsync("submit @bid.sbid");
        var run = await terminal.AtVaultAsync("submit @bid.sbid");
        Assert.Equal(ExitCode.Mismatch, run.Code);
        Assert.Contains("tender replace", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, terminal.Vault.Submissions.Count);
    }

    [Fact]
    public async Task ReplaceAndWithdraw_FollowTheLastCommitment()
    {
        using var terminal = new Terminal();
        await terminal.SealAsync();
        var first = await terminal.AtVaultAsync("submit @bid.sbid --json");
        await terminal.SealAsync("--previous @bid.sbidkey --force");
        var second = await terminal.AtVaultAsync("replace @bid.sbid --json");
        var third = await terminal.AtVaultAsync("withdraw --json");
        Assert.Equal((0, 0, 0), (first.Code, second.Code, third.Code));

        var statements = (await ReadAsync(terminal))
            .Submissions.Select(s => SubmissionStatement.Parse(CmsVerifier.Open(s.Statement).Content))
            .ToList();
        Assert.Equal([1L, 2L, 3L], statements.Select(s => s.Seq));
        Assert.Equal(Commitment(first), statements[1].PrevCommitment);
        Assert.Equal(Commitment(second), statements[2].PrevCommitment);
        Assert.Equal(0, statements[2].FileSize);
        Assert.Equal(ExitCode.Mismatch, (await terminal.AtVaultAsync("withdraw")).Code);
        Assert.Equal(ExitCode.Mismatch, (await terminal.AtVaultAsync("replace @bid.sbid")).Code);
        Assert.Equal(0, (await terminal.AtVaultAsync("submit @bid.sbid")).Code);
    }

    [Fact]
    public async Task Submit_AFileThatIsNotTheLatestOfTheKeyFile_IsRefusedBeforeTheUpload()
    {
        using var terminal = new Terminal();
        await terminal.SealAsync();
        File.Copy(terminal["bid.sbid"], terminal["old.sbid"]);
        await terminal.SealAsync("--previous @bid.sbidkey --force");
        var run = await terminal.AtVaultAsync("submit @old.sbid");
        Assert.Equal(ExitCode.Mismatch, run.Code);
        Assert.DoesNotContain("POST /v1/uploads", terminal.Vault.Seen);
    }

    [Fact]
    public async Task Submit_AfterTheDocumentsOrTheKeySetChanged_IsRefused()
    {
        using var terminal = new Terminal();
        await terminal.SealAsync();
        var tender = terminal.Vault.Tender;
        terminal.Vault.Tender = tender with { DocHash = new byte[32] };
        Assert.Equal(ExitCode.Mismatch, (await terminal.AtVaultAsync("submit @bid.sbid")).Code);
        terminal.Vault.Tender = tender with { KeySetId = new byte[32] };
        Assert.Equal(ExitCode.Mismatch, (await terminal.AtVaultAsync("submit @bid.sbid")).Code);
        Assert.Equal(0, terminal.Vault.Submissions.Count);
    }

    /// <summary>A key file names its tender; a file of another one, or a key file of another one, goes nowhere.</summary>
    [Fact]
    public async Task SealAndSubmit_WithFilesOfAnotherTender_AreRefused()
    {
        using var terminal = new Terminal();
        await terminal.SealAsync();
        var tender = terminal.Vault.Tender;
        terminal.Vault.Tender = tender with { TenderRef = [.. Enumerable.Repeat((byte)7, 32)] };
        var sealing = await terminal.SealAsync("--previous @bid.sbidkey --force --json");
        Assert.Equal((ExitCode.Mismatch, "mismatch"), (sealing.Code, sealing.Json.GetProperty("code").GetString()));
        var submitting = await terminal.AtVaultAsync("submit @bid.sbid --json");
        Assert.Equal(
            (ExitCode.Mismatch, "sealing-OtherTender"),
            (submitting.Code, submitting.Json.GetProperty("code").GetString())
        );
        Assert.Equal(0, terminal.Vault.Submissions.Count);
    }

    [Fact]
    public async Task Submit_WithTheCertificateOfAnotherCompany_IsRefused()
    {
        using var terminal = new Terminal();
        await terminal.SealAsync();
        terminal.WriteCertificate("me.p12", "91310115MA1K3YJ12" + OrganisationCode.CheckCharacter("91310115MA1K3YJ12"));
        var run = await terminal.AtVaultAsync("submit @bid.sbid");
        Assert.Equal(ExitCode.Mismatch, run.Code);
    }

    [Fact]
    public async Task Submit_WhenTheReceiptIsAboutAnotherStatement_IsRefusedAndStaysPending()
    {
        using var terminal = new Terminal();
        await terminal.SealAsync();
        terminal.Vault.Submissions.Alter = r => r with { Commitment = new byte[32] };
        var run = await terminal.AtVaultAsync("submit @bid.sbid");
        Assert.Equal(ExitCode.Mismatch, run.Code);
        Assert.Null(Assert.Single((await ReadAsync(terminal)).Submissions).Receipt);
    }

    [Theory]
    [InlineData("pw", "wrong", ExitCode.Password)]
    [InlineData("p12pw", "wrong", ExitCode.Password)]
    public async Task Submit_WithAWrongPassword_IsRefused(string file, string text, int expected)
    {
        using var terminal = new Terminal();
        await terminal.SealAsync();
        await File.WriteAllTextAsync(terminal[file], text);
        Assert.Equal(expected, (await terminal.AtVaultAsync("submit @bid.sbid")).Code);
    }

    [Fact]
    public async Task Submit_WhileAnotherCommandUsesTheKeyFile_IsRefused()
    {
        using var terminal = new Terminal();
        await terminal.SealAsync();
        await using var busy = new FileStream(
            terminal["bid.sbidkey.lock"],
            FileMode.Create,
            FileAccess.ReadWrite,
            FileShare.None
        );
        var run = await terminal.AtVaultAsync("submit @bid.sbid");
        Assert.Equal(ExitCode.Files, run.Code);
    }

    [Fact]
    public async Task Download_OwnFile_IsTheSealedOne()
    {
        using var terminal = new Terminal();
        await terminal.SealAsync();
        await terminal.AtVaultAsync("submit @bid.sbid");
        Assert.Equal(0, (await terminal.AtVaultAsync("download --out @back.sbid")).Code);
        Assert.Equal(
            await File.ReadAllBytesAsync(terminal["bid.sbid"]),
            await File.ReadAllBytesAsync(terminal["back.sbid"])
        );
    }

    [Fact]
    public async Task Receipt_BeforeItsWindowIsAnchored_IsIncomplete()
    {
        using var terminal = new Terminal();
        await terminal.SealAsync();
        await terminal.AtVaultAsync("submit @bid.sbid");
        var run = await terminal.AtVaultAsync("receipt --out @receipt.json --wait 3");
        Assert.Equal(ExitCode.Incomplete, run.Code);
        Assert.False(File.Exists(terminal["receipt.json"]));
    }

    private static byte[] Commitment(Run run) => Convert.FromHexString(run.Json.GetProperty("commitment").GetString()!);

    private static async Task<KeyFileContent> ReadAsync(Terminal terminal) =>
        KeyFile.Read(await File.ReadAllBytesAsync(terminal["bid.sbidkey"]), Terminal.Password);
}
