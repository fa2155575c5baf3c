using System.Diagnostics;
using Tender.Testing;
using Xunit;

namespace Tender.Sample.Tests.Scripts;

/// <summary>What a script says when the machine lacks something: one clear line, and nothing is built or started.</summary>
public sealed class ScriptTests : IDisposable
{
    /// <summary>What the scripts use of the system itself.</summary>
    private static readonly string[] Basics = ["bash", "env", "dirname", "uname", "cat", "mkdir", "id", "sha256sum"];

    private readonly TemporaryFolder folder = new("scripts");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("run", "setpriv", "util-linux")]
    [InlineData("run", "dotnet", ".NET SDK 10")]
    [InlineData("run", "node", "Node.js 20")]
    [InlineData("run", "npm", "npm")]
    [InlineData("test", "setpriv", "util-linux")]
    [InlineData("test", "dotnet", ".NET SDK 10")]
    [InlineData("bench", "node", "Node.js 20")]
    public async Task Script_WithoutAPrerequisite_SaysWhichInOneLine(string script, string missing, string named)
    {
        string[] all = ["setpriv", "setsid", "dotnet", "node", "npm"];
        Offer([.. Basics, .. all.Except([missing])]);
        var (code, output, error) = await RunAsync(script, []);
        Assert.Equal(1, code);
        Assert.Equal("", output);
        var line = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("Missing: ", line, StringComparison.Ordinal);
        Assert.Contains(named, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithAnOldNode_SaysSo()
    {
        Offer([.. Basics, "setpriv", "setsid", "dotnet", "npm"]);
        var old = folder["bin/node"];
        await File.WriteAllTextAsync(old, "#!/usr/bin/env bash\n[ \"$1\" = --version ] && echo v18.1.0 || echo 18\n");
        File.SetUnixFileMode(old, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var (code, _, error) = await RunAsync("run", []);
        Assert.Equal(1, code);
        Assert.Equal("Node.js v18.1.0 is too old: version 20 or newer is needed.\n", error);
    }

    [Fact]
    public async Task Run_InProduction_Refuses()
    {
        Offer([.. Basics, "setpriv", "setsid", "dotnet", "node", "npm"]);
        var (code, _, error) = await RunAsync("run", [], ("ASPNETCORE_ENVIRONMENT", "Production"));
        Assert.Equal(1, code);
        Assert.Equal("The sample does not run in production: ASPNETCORE_ENVIRONMENT is Production.\n", error);
    }

    [Fact]
    public async Task Run_Help_NamesThePortsAndTheDataFolder()
    {
        Offer(Basics);
        var (code, output, _) = await RunAsync("run", ["--help"]);
        Assert.Equal(0, code);
        Assert.Contains("TENDER_PORT_BASE", output, StringComparison.Ordinal);
        Assert.Contains("TENDER_DATA", output, StringComparison.Ordinal);
    }

    /// <summary>A PATH with these programs and no others.</summary>
    private void Offer(IEnumerable<string> programs)
    {
        Directory.CreateDirectory(folder["bin"]);
        foreach (var program in programs)
        {
            var real = Environment
                .GetEnvironmentVariable("PATH")!
                .Split(':')
                .Select(p => Path.Combine(p, program))
                .First(File.Exists);
            File.CreateSymbolicLink(folder["bin/" + program], real);
        }
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(
        string script,
        string[] arguments,
        params (string Name, string Value)[] environment
    )
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "scripts", script), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Scripts work from anywhere.
            WorkingDirectory = folder.Path,
        };
        start.Environment["PATH"] = folder["bin"];
        start.Environment.Remove("ASPNETCORE_ENVIRONMENT");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
