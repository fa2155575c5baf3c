using System.Diagnostics;
using System.Text.RegularExpressions;
using Tender.Testing;
using Xunit;

namespace Tender.Vault.Tests.Storage;

/// <summary>Injected failures of fsync: no acknowledgement for bytes that are not durable; .NET's own flush fails the same test.</summary>
public sealed partial class FsyncFaultTests
{
    public static TheoryData<string, int> Faults =>
        new()
        {
            { "EIO", 1 },
            { "EIO", 2 },
            { "ENOSPC", 3 },
            { "EDQUOT", 4 },
        };

    [SkippableTheory]
    [MemberData(nameof(Faults))]
    public async Task Append_WhenFsyncFails_IsRefused(string error, int first)
    {
        var (acknowledged, refused, injected) = await RunAsync("durable", error, first);
        Assert.True(injected >= 5, $"{injected} faults were injected");
        // Every put syncs its file and its folder: a fault in either refuses it, and every other put succeeds.
        Assert.Equal(injected, refused);
        Assert.Equal(40 - injected, acknowledged);
    }

    [SkippableFact]
    public async Task Flush_OfDotNet_HidesTheFault()
    {
        var (acknowledged, refused, injected) = await RunAsync("twin", "EIO", 1);
        Assert.True(injected >= 5, $"{injected} faults were injected");
        Assert.Equal((40, 0), (acknowledged, refused));
    }

    private static async Task<(int Acknowledged, int Refused, int Injected)> RunAsync(
        string store,
        string error,
        int first
    )
    {
        using var folder = new TemporaryFolder("fsync");
        var log = folder["strace.log"];
        var start = new ProcessStartInfo("strace")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "-f",
                "-o",
                log,
                "-e",
                "trace=fsync",
                "-e",
                // The folders of the store are made with six syncs; the faults come after them.
                $"inject=fsync:error={error}:when={first + 6}+7",
                Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : "dotnet",
                "exec",
                "--runtimeconfig",
                Path.ChangeExtension(typeof(FsyncFaultTests).Assembly.Location, "runtimeconfig.json"),
                typeof(FsyncFaultTests).Assembly.Location,
                "store",
                store,
                folder["files"],
            },
        };
        // strace counts the calls of each thread by itself: with one worker they are all of one thread.
        start.Environment["DOTNET_ThreadPool_ForceMaxWorkerThreads"] = "1";
        using var process = StartOrSkip(start);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Skip.If((await errors).Contains("ptrace", StringComparison.Ordinal), "SKIPPED: ptrace is forbidden here.");
        Assert.True(process.ExitCode == 0, await errors);
        var lines = (await output).Split('\n');
        var injected = Injected().Count(await File.ReadAllTextAsync(log));
        return (
            lines.Count(l => l.StartsWith("ok", StringComparison.Ordinal)),
            lines.Count(l => l.StartsWith("refused", StringComparison.Ordinal)),
            injected
        );
    }

    private static Process StartOrSkip(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new SkipException("SKIPPED: strace is not installed: " + missing.Message);
        }
    }

    [GeneratedRegex(@"\(INJECTED\)")]
    private static partial Regex Injected();
}
