using Xunit;

namespace Tender.Cli.Tests;

public class OpenAndVerifyTests
{
    [Fact]
    public async Task Verify_ASealedFile_TellsItsRootAndHolds()
    {
        using var terminal = new Terminal();
        var sealing = await terminal.SealAsync("--json");
        var run = await terminal.TenderAsync("verify @bid.sbid --json");
        Assert.Equal((0, "VALID"), (run.Code, run.Json.GetProperty("verdict").GetString()));
        Assert.Contains(sealing.Json.GetProperty("treeRoot").GetString()!, run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, ExitCode.Unreadable)]
    [InlineData(8, ExitCode.Unreadable)]
    [InlineData(20, ExitCode.ClaimFails)]
    [InlineData(240, ExitCode.ClaimFails)]
    public async Task Verify_AnAlteredSealedFile_DoesNotHold(int place, int expected)
    {
        using var terminal = new Terminal();
        await terminal.SealAsync();
        var file = await File.ReadAllBytesAsync(terminal["bid.sbid"]);
        file[place] ^= 0x20;
        await File.WriteAllBytesAsync(terminal["bid.sbid"], file);
        Assert.Equal(expected, (await terminal.TenderAsync("verify @bid.sbid")).Code);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(100)]
    [InlineData(776)]
    [InlineData(262_144)]
    public async Task Verify_ACutSealedFile_IsIncomplete(int length)
    {
        using var terminal = new Terminal();
        await terminal.SealAsync();
        var file = await File.ReadAllBytesAsync(terminal["bid.sbid"]);
        await File.WriteAllBytesAsync(terminal["bid.sbid"], file[..length]);
        Assert.Equal(ExitCode.Incomplete, (await terminal.TenderAsync("verify @bid.sbid")).Code);
    }

    [Fact]
    public async Task Verify_AnythingElse_IsUnreadable()
    {
        using var terminal = new Terminal();
        Assert.Equal(ExitCode.Unreadable, (await terminal.TenderAsync("verify @bid.pdf")).Code);
        await File.WriteAllBytesAsync(terminal["empty"], []);
        Assert.Equal(ExitCode.Unreadable, (await terminal.TenderAsync("verify @empty")).Code);
        Assert.Equal(ExitCode.Files, (await terminal.TenderAsync("verify @missing")).Code);
    }

    [Fact]
    public async Task Verify_AReceiptWithoutATrustFile_IsAUsageError()
    {
        using var terminal = new Terminal();
        await File.WriteAllTextAsync(terminal["receipt.json"], "{}");
        Assert.Equal(ExitCode.Usage, (await terminal.TenderAsync("verify @receipt.json")).Code);
    }

    [Theory]
    [InlineData(30, ExitCode.Mismatch, "mismatch")]
    [InlineData(300, ExitCode.Unreadable, "sealing-Point")]
    [InlineData(1_000, ExitCode.Mismatch, "sealing-Root")]
    public async Task Open_AnAlteredFile_WritesNothing(int place, int expected, string code)
    {
        using var terminal = new Terminal();
        await terminal.SealAsync();
        var file = await File.ReadAllBytesAsync(terminal["bid.sbid"]);
        file[place] ^= 1;
        await File.WriteAllBytesAsync(terminal["bid.sbid"], file);
        var run = await terminal.TenderAsync("open @bid.sbid --password-file @pw --out @opened --json");
        Assert.Equal((expected, code), (run.Code, run.Json.GetProperty("code").GetString()));
        Assert.False(Directory.Exists(terminal["opened"]));
    }

    [Fact]
    public async Task Open_WithAnotherBidsKeyFile_IsRefused()
    {
        using Terminal terminal = new(1),
            other = new(2);
        await terminal.SealAsync();
        await other.SealAsync();
        File.Copy(other["bid.sbidkey"], terminal["bid.sbidkey"], overwrite: true);
        Assert.Equal(ExitCode.Mismatch, (await terminal.TenderAsync("open @bid.sbid --password-file @pw")).Code);
    }
}
