using System.Globalization;
using Tender.Sealing;
using Xunit;

namespace Tender.Cli.Tests;

public class ShellTests
{
    [Fact]
    public async Task Help_NamesEveryVerb()
    {
        using var terminal = new Terminal();
        var run = await terminal.TenderAsync("--help");
        Assert.Equal(0, run.Code);
        Assert.All(Manual.Verbs(), v => Assert.Contains($"  {v} ", run.Out, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Help_OfEveryVerbAndOption_IsInBothLanguages()
    {
        using var terminal = new Terminal();
        foreach (var verb in Manual.Verbs())
        {
            var run = await terminal.TenderAsync($"{verb} --help");
            Assert.Equal(0, run.Code);
            var untold = run
                .Out.Split('\n')
                .Where(l => l.TrimStart().StartsWith("--", StringComparison.Ordinal))
                .Where(l => !l.Contains("--version", StringComparison.Ordinal))
                .Where(l => !l.Contains(" / ", StringComparison.Ordinal) || !l.Any(c => c > 0x4E00));
            Assert.Empty(untold);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("unknown")]
    [InlineData("seal --no-such-option")]
    [InlineData("submit")]
    [InlineData("bench --size 0")]
    [InlineData("bench --size many")]
    [InlineData("seal --workers 65 --out @x")]
    [InlineData("bench --lang fr")]
    public async Task ACommandLineThatIsWrong_EndsWith64AndIsToldInBothLanguages(string line)
    {
        using var terminal = new Terminal { Culture = CultureInfo.InvariantCulture };
        var run = await terminal.TenderAsync(line);
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains("用 --help 查看用法", run.Error, StringComparison.Ordinal);
        Assert.Contains("--help tells the usage", run.Error, StringComparison.Ordinal);
        var json = (await terminal.TenderAsync($"{line} --json")).Json;
        Assert.Equal(
            (ExitCode.Usage, "usage"),
            (json.GetProperty("exitCode").GetInt32(), json.GetProperty("code").GetString())
        );
    }

    [Theory]
    [InlineData("open @. --password-file @pw", "folder")]
    [InlineData("open @bid.pdf --key @. --password-file @pw", "folder")]
    [InlineData("verify @.", "folder")]
    [InlineData("verify @missing", "missing")]
    [InlineData("audit @bid.pdf --trust @missing", "missing")]
    [InlineData("open @bid.pdf --password-file @missing", "missing")]
    [InlineData("keygen --keys @bid.pdf", "bid.pdf")]
    [InlineData("fetch TENDER --vault http://localhost:5081 --out @bid.pdf", "--force")]
    [InlineData("fetch TENDER --vault http://localhost:5081 --out @.", "folder")]
    [InlineData("fetch TENDER --vault http://localhost:5081 --out @none/x.json", "x.json")]
    [InlineData(
        "seal --tender-file @. --org-code 91330106MA20271585 --price 1 --out @x.sbid --password-file @pw",
        "folder"
    )]
    public async Task AFileThatCannotBeUsed_IsNamedAndEndsWith74(string line, string said)
    {
        using var terminal = new Terminal();
        var reference = Convert.ToHexStringLower(terminal.Vault.Tender.TenderRef);
        var run = await terminal.TenderAsync(line.Replace("TENDER", reference, StringComparison.Ordinal));
        Assert.Equal(ExitCode.Files, run.Code);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AFullDisk_IsToldAsSuch()
    {
        var told = Failures.Translate(new IOException("No space left on device", 28));
        Assert.Equal(ExitCode.Files, told.ExitCode);
        Assert.Contains("disk is full", told.Words.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN", "", true, false)]
    [InlineData("en-US", "", false, true)]
    [InlineData("", "", true, true)]
    [InlineData("de-DE", "", true, true)]
    [InlineData("zh-CN", "--lang en", false, true)]
    [InlineData("en-US", "--lang zh", true, false)]
    public async Task AFailure_IsToldInTheLanguageOfTheReader_ChineseFirst(
        string culture,
        string option,
        bool zh,
        bool en
    )
    {
        using var terminal = new Terminal { Culture = CultureInfo.GetCultureInfo(culture) };
        var run = await terminal.TenderAsync($"open @missing.sbid --password-file @pw {option}");
        Assert.Equal(ExitCode.Files, run.Code);
        var places = (
            run.Error.IndexOf("找不到文件", StringComparison.Ordinal),
            run.Error.IndexOf("does not exist", StringComparison.Ordinal)
        );
        Assert.Equal((zh, en), (places.Item1 >= 0, places.Item2 >= 0));
        Assert.True(!zh || !en || places.Item1 < places.Item2);
    }

    [Fact]
    public async Task AFailure_NeverShowsAnExceptionsText()
    {
        using var terminal = new Terminal();
        await File.WriteAllTextAsync(terminal["bid.sbidkey"], "{}");
        File.WriteAllBytes(terminal["bid.sbid"], [1, 2, 3]);
        foreach (var line in (string[])["open @bid.sbid --password-file @pw", "verify @bid.sbid --trust @bid.sbidkey"])
        {
            var run = await terminal.TenderAsync(line);
            Assert.NotEqual(0, run.Code);
            Assert.DoesNotContain("Exception", run.Error + run.Out, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", run.Error + run.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AFailureAsJson_HoldsCodeAndBothLanguages()
    {
        using var terminal = new Terminal();
        var run = await terminal.TenderAsync("open @missing.sbid --password-file @pw --json");
        Assert.False(run.Json.GetProperty("ok").GetBoolean());
        Assert.Equal("files", run.Json.GetProperty("code").GetString());
        Assert.Equal(run.Code, run.Json.GetProperty("exitCode").GetInt32());
        Assert.NotEmpty(run.Json.GetProperty("zh").GetString()!);
        Assert.NotEmpty(run.Json.GetProperty("en").GetString()!);
    }

    [Fact]
    public void EveryKindOfSealingError_HasWordsAndAnExitCode()
    {
        foreach (var kind in Enum.GetValues<SealingError>())
        {
            var told = Failures.Translate(new SealingException(kind, 7, "detail for logs"));
            Assert.InRange(told.ExitCode, 1, 10);
            Assert.DoesNotContain("detail for logs", told.Words.Zh + told.Words.En, StringComparison.Ordinal);
            Assert.Contains(told.Words.Zh, c => c > 0x4E00);
        }
    }

    [Fact]
    public async Task AVaultThatCannotBeReached_EndsWith8()
    {
        using var terminal = new Terminal();
        terminal.Vault.Unreachable = true;
        Assert.Equal(ExitCode.Unreachable, (await terminal.SealAsync()).Code);
    }

    [Fact]
    public async Task Keygen_MakesAnAccountOnceAndForTheOwnerOnly()
    {
        using var terminal = new Terminal();
        var run = await terminal.TenderAsync("keygen --keys @seat --json");
        Assert.Equal(0, run.Code);
        Assert.StartsWith("0x", run.Json.GetProperty("account").GetString());
        var key = terminal["seat/account.key"];
        var mode = OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(key);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
        var before = await File.ReadAllTextAsync(key);
        Assert.Equal(ExitCode.Files, (await terminal.TenderAsync("keygen --keys @seat")).Code);
        Assert.Equal(before, await File.ReadAllTextAsync(key));
    }

    [Fact]
    public async Task Bench_TellsThreeRates()
    {
        using var terminal = new Terminal();
        var run = await terminal.TenderAsync("bench --size 1 --json");
        Assert.Equal(0, run.Code);
        Assert.True(
            run.Json.TryGetProperty("gcm", out _)
                && run.Json.TryGetProperty("sha256", out _)
                && run.Json.TryGetProperty("seal", out _)
        );
    }
}
