using System.Diagnostics;
using Xunit;

namespace Tender.Cli.Tests;

public sealed class InterruptTests : IDisposable
{
    private const long Huge = 4L * 1024 * 1024 * 1024;
    private readonly Terminal terminal = new();

    public void Dispose() => terminal.Dispose();

    /// <summary>The program as a process of its own, stopped by the signal that Ctrl-C sends while it writes.</summary>
    [SkippableFact]
    public async Task CtrlC_DuringSeal_LeavesNoFileAtAll()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "the test sends a signal of Linux");
        terminal.Vault.Tender = terminal.Vault.Tender with
        {
            Deadline = new DateTimeOffset(2099, 1, 1, 0, 0, 0, default),
        };
        terminal.Vault.Keys.Facts = terminal.Vault.Keys.Facts with
        {
            ExpiresAt = new DateTimeOffset(2099, 1, 1, 0, 0, 0, default),
        };
        var reference = Convert.ToHexStringLower(terminal.Vault.Tender.TenderRef);
        await terminal.TenderAsync($"fetch {reference} --vault http://localhost:5081 --out @tender.json");
        await using (var sparse = File.Create(terminal["huge.bin"]))
            sparse.SetLength(Huge);
        var before = Directory.GetFiles(terminal["."]).Order().ToList();

        using var begun = Watch(out var part);
        using var tender = Start(
            $"seal --tender-file {terminal["tender.json"]} --org-code 91330106MA20271585 --price 1 --file {terminal["huge.bin"]} --out {terminal["bid.sbid"]} --password-file {terminal["pw"]}"
        );
        var said = tender.StandardError.ReadToEndAsync();
        Assert.EndsWith(".part", await part, StringComparison.Ordinal);
        using (var kill = Process.Start("kill", ["-INT", $"{tender.Id}"]))
            await kill.WaitForExitAsync();
        await tender.WaitForExitAsync();

        Assert.True(tender.ExitCode == ExitCode.Cancelled, $"{tender.ExitCode}: {await said}");
        Assert.Contains("Cancelled", await said, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFiles(terminal["."]).Order());
    }

    // The first write into a file that is not complete yet.
    private FileSystemWatcher Watch(out Task<string> part)
    {
        var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var watcher = new FileSystemWatcher(Path.GetFullPath(terminal["."]), "*.part")
        {
            NotifyFilter = NotifyFilters.LastWrite,
        };
        watcher.Changed += (_, change) => found.TrySetResult(change.FullPath);
        watcher.EnableRaisingEvents = true;
        part = found.Task.WaitAsync(TimeSpan.FromMinutes(2));
        return watcher;
    }

    // A test runner may have been started with SIGINT ignored, which children would inherit.
    private static Process Start(string line) =>
        Process.Start(
            new ProcessStartInfo(
                "env",
                [
                    "--default-signal=INT",
                    "dotnet",
                    Path.Combine(AppContext.BaseDirectory, "tender.dll"),
                    .. line.Split(' '),
                    "--lang",
                    "en",
                ]
            )
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                RedirectStandardInput = true,
            }
        )!;
}
