using System.IO.Compression;
using System.Text;
using Tender.Sealing;
using Xunit;

namespace Tender.Cli.Tests;

public class SealTests
{
    [Fact]
    public async Task Seal_OnlineThenOpen_GivesSummaryAndDocument()
    {
        using var terminal = new Terminal();
        var sealing = await terminal.SealAsync("--json");
        Assert.Equal((0, true), (sealing.Code, sealing.Json.GetProperty("ok").GetBoolean()));

        var opening = await terminal.TenderAsync("open @bid.sbid --password-file @pw --out @opened --json");
        Assert.Equal(0, opening.Code);
        var summary = BidSummary.Parse(await File.ReadAllBytesAsync(terminal["opened/part-1.json"]));
        Assert.Equal(
            (123_456_789, 90, "合格", "张三"),
            (summary.PriceFen, summary.PeriodDays, summary.Quality, summary.Manager)
        );
        Assert.Equal(
            await File.ReadAllBytesAsync(terminal["bid.pdf"]),
            await File.ReadAllBytesAsync(terminal["opened/part-2.pdf"])
        );
    }

    [Fact]
    public async Task Seal_OpensByTwoOfThreeSeatsAsWell()
    {
        using var terminal = new Terminal();
        await terminal.SealAsync();
        var file = await File.ReadAllBytesAsync(terminal["bid.sbid"]);
        using var stream = new MemoryStream(file);
        var header = await SealedHeader.ReadAsync(stream);
        var part = header.Parts[0];
        var enc = CurvePoint.Decode65(part.Enc.Span);
        int[] seats = [1, 3];
        var shared = CurvePoint.SumOfProducts(
            [.. seats.Select(s => enc.Multiply(terminal.Vault.Keys.Shares[s - 1]))],
            [.. seats.Select(s => Lagrange.AtZero(s, seats))]
        );
        var secret = header.UnwrapSecret(part, terminal.Vault.Keys.KeySet.PublicKey, shared);
        stream.Position = part.Offset;
        using var content = new MemoryStream();
        await new BidOpener(header, part, header.PartKey(part, secret)).OpenAsync(stream, content);
        Assert.Equal(123_456_789, BidSummary.Parse(content.ToArray()).PriceFen);
    }

    [Fact]
    public async Task Seal_OfflineFromAFetchedTender_NeedsNoNetwork()
    {
        using var terminal = new Terminal();
        var reference = Convert.ToHexStringLower(terminal.Vault.Tender.TenderRef);
        var fetched = await terminal.TenderAsync($"fetch {reference} --vault http://localhost:5081 --out @tender.json");
        Assert.Equal(0, fetched.Code);
        terminal.Vault.Seen.Clear();

        var run = await terminal.TenderAsync(
            "seal --tender-file @tender.json --certificate @me.p12 --certificate-password-file @p12pw --price 1 --out @b.sbid --password-file @pw"
        );
        Assert.Equal((0, ""), (run.Code, string.Join(' ', terminal.Vault.Seen)));
        Assert.Equal(0, (await terminal.TenderAsync("open @b.sbid --password-file @pw")).Code);
    }

    [Fact]
    public async Task Seal_SeveralFiles_PacksThemWithoutTheirFolders()
    {
        using var terminal = new Terminal();
        Directory.CreateDirectory(terminal["sub"]);
        await File.WriteAllTextAsync(terminal["sub/附件.txt"], "附件");
        Assert.Equal(0, (await terminal.SealAsync("--file @sub/附件.txt")).Code);
        Assert.Equal(0, (await terminal.TenderAsync("open @bid.sbid --password-file @pw --out @opened")).Code);
        using var zip = ZipFile.OpenRead(terminal["opened/part-2.zip"]);
        Assert.Equal(["bid.pdf", "附件.txt"], zip.Entries.Select(e => e.FullName));
        using var reader = new StreamReader(zip.Entries[1].Open(), Encoding.UTF8);
        Assert.Equal("附件", await reader.ReadToEndAsync());
        Assert.Empty(Directory.GetFiles(terminal["."], "*.part"));
    }

    [Fact]
    public async Task Seal_TwoFilesOfOneName_IsRefused()
    {
        using var terminal = new Terminal();
        Directory.CreateDirectory(terminal["sub"]);
        File.Copy(terminal["bid.pdf"], terminal["sub/BID.pdf"]);
        var run = await terminal.SealAsync("--file @sub/BID.pdf");
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.False(File.Exists(terminal["bid.sbid"]));
    }

    [Fact]
    public async Task Seal_AnExistingOutput_IsNotOverwrittenWithoutForce()
    {
        using var terminal = new Terminal();
        await terminal.SealAsync();
        var first = await File.ReadAllBytesAsync(terminal["bid.sbid"]);
        Assert.Equal(ExitCode.Files, (await terminal.SealAsync()).Code);
        Assert.Equal(first, await File.ReadAllBytesAsync(terminal["bid.sbid"]));
        Assert.Equal(0, (await terminal.SealAsync("--force --key @second.sbidkey")).Code);
        Assert.NotEqual(first, await File.ReadAllBytesAsync(terminal["bid.sbid"]));
    }

    /// <summary>The keys of an earlier bid are not lost to a slip: even --force goes on with them or leaves them.</summary>
    [Fact]
    public async Task Seal_OverAKeyFileOfAnEarlierBid_IsRefusedEvenByForce()
    {
        using var terminal = new Terminal();
        await terminal.SealAsync();
        var keys = await File.ReadAllBytesAsync(terminal["bid.sbidkey"]);
        Assert.Equal(ExitCode.Files, (await terminal.SealAsync("--force")).Code);
        Assert.Equal(keys, await File.ReadAllBytesAsync(terminal["bid.sbidkey"]));
    }

    [Theory]
    [InlineData("@bid.pdf")]
    [InlineData("@x.sbidkey")]
    public async Task Seal_IntoAFileOfTheSameCommand_IsAUsageError(string output)
    {
        using var terminal = new Terminal();
        var reference = Convert.ToHexStringLower(terminal.Vault.Tender.TenderRef);
        var run = await terminal.TenderAsync(
            $"seal --vault http://localhost:5081 --tender {reference} --org-code 91330106MA20271585 --price 1 --file @bid.pdf --out {output} --password-file @pw --force"
        );
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.StartsWith("%PDF", await File.ReadAllTextAsync(terminal["bid.pdf"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seal_WithAPreviousKeyFile_KeepsNonceAndRecords()
    {
        using var terminal = new Terminal();
        await terminal.SealAsync();
        var before = await ReadAsync(terminal);
        Assert.Equal(0, (await terminal.SealAsync("--previous @bid.sbidkey --force")).Code);
        var after = await ReadAsync(terminal);
        Assert.Equal(before.BidNonce, after.BidNonce);
        Assert.Equal(2, after.Files.Count);
        Assert.Equal(before.Files[0].TreeRoot, after.Files[0].TreeRoot);
    }

    [Theory]
    [InlineData("--price 1.234")]
    [InlineData("--price -1")]
    [InlineData("--price 1,000")]
    [InlineData("--org-code 91330106MA20271586")]
    [InlineData("--tender 00")]
    public async Task Seal_AValueOutOfItsForm_IsAUsageError(string option)
    {
        using var terminal = new Terminal();
        var name = option.Split(' ')[0];
        var run = await terminal.TenderAsync(
            string.Join(
                ' ',
                new Dictionary<string, string>
                {
                    ["--vault"] = "http://localhost:5081",
                    ["--tender"] = Convert.ToHexStringLower(terminal.Vault.Tender.TenderRef),
                    ["--org-code"] = "91330106MA20271585",
                    ["--price"] = "1",
                    ["--out"] = "@bid.sbid",
                    ["--password-file"] = "@pw",
                    [name] = option.Split(' ')[1],
                }
                    .Select(o => $"{o.Key} {o.Value}")
                    .Prepend("seal")
            )
        );
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.False(File.Exists(terminal["bid.sbid"]));
    }

    [Fact]
    public async Task Seal_AfterTheDeadlineOrInAnotherState_IsRefused()
    {
        using var terminal = new Terminal();
        terminal.Vault.Tender = terminal.Vault.Tender with { State = VaultState.Closed };
        Assert.Equal(ExitCode.Mismatch, (await terminal.SealAsync()).Code);
        terminal.Vault.Tender = terminal.Vault.Tender with { State = VaultState.Keyed };
        terminal.Clock.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, (await terminal.SealAsync()).Code);
        terminal.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(ExitCode.Mismatch, (await terminal.SealAsync("--force --key @late.sbidkey")).Code);
    }

    [Fact]
    public async Task Seal_ToAnExpiredKeySet_IsRefused()
    {
        using var terminal = new Terminal();
        terminal.Vault.Tender = terminal.Vault.Tender with
        {
            Deadline = new DateTimeOffset(2099, 1, 1, 0, 0, 0, default),
        };
        terminal.Clock.Advance(
            terminal.Vault.Keys.Facts.ExpiresAt - terminal.Clock.GetUtcNow() - TimeSpan.FromTicks(1)
        );
        Assert.Equal(0, (await terminal.SealAsync()).Code);
        terminal.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(ExitCode.Mismatch, (await terminal.SealAsync("--force --key @late.sbidkey")).Code);
        Assert.False(File.Exists(terminal["late.sbidkey"]));
    }

    /// <summary>A key set that its certificate does not prove, or of another tender, seals nothing.</summary>
    [Fact]
    public async Task Seal_ToAKeySetThatIsNotTheTenders_IsRefused()
    {
        using var terminal = new Terminal();
        terminal.Vault.Keys.Facts = new TestKeySet(999).Facts;
        Assert.Equal(ExitCode.Mismatch, (await terminal.SealAsync()).Code);
        terminal.Vault.Keys.Facts = new TestKeySet(101).Facts with { PublicKey = new TestKeySet(999).Facts.PublicKey };
        Assert.Equal(ExitCode.Mismatch, (await terminal.SealAsync()).Code);
        Assert.False(File.Exists(terminal["bid.sbid"]));
    }

    [Fact]
    public async Task Seal_InAnotherSuite_IsRefused()
    {
        using var terminal = new Terminal();
        terminal.Vault.Tender = terminal.Vault.Tender with { Suite = 0x0101 };
        var run = await terminal.SealAsync("--json");
        Assert.Equal((ExitCode.Unreadable, "sealing-Suite"), (run.Code, run.Json.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Seal_WithAnotherDocumentSetThanAccepted_IsRefused()
    {
        using var terminal = new Terminal();
        Assert.Equal(ExitCode.Mismatch, (await terminal.SealAsync($"--doc-hash {new string('a', 64)}")).Code);
        var good = Convert.ToHexStringLower(terminal.Vault.Tender.DocHash);
        Assert.Equal(0, (await terminal.SealAsync($"--doc-hash {good}")).Code);
    }

    private static async Task<KeyFileContent> ReadAsync(Terminal terminal) =>
        KeyFile.Read(await File.ReadAllBytesAsync(terminal["bid.sbidkey"]), Terminal.Password);
}
