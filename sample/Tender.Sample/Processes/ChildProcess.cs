using System.Diagnostics;
using System.Globalization;

namespace Tender.Sample.Processes;

/// <summary>
/// A running child. It has its own session, so a Ctrl-C in the terminal reaches only the launcher, which then ends its children in
/// order; and it dies with the launcher (PR_SET_PDEATHSIG), so that a killed test run leaves nothing behind.
/// </summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process process;

    private ChildProcess(Process process, ChildSpec spec)
    {
        this.process = process;
        Spec = spec;
    }

    public ChildSpec Spec { get; }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public int ExitCode => process.ExitCode;

    public static ChildProcess Start(ChildSpec spec)
    {
        // exec all the way: the pid that .NET knows is the program's own. A parent that died before the signal was arranged would
        // never be noticed, hence the second shell, which looks once more.
        string[] command =
        [
            "-c",
            "exec setsid setpriv \"$@\" >>\"$0\" 2>&1 </dev/null",
            spec.LogFile,
            $"--pdeathsig={spec.OnParentDeath.ToString().ToUpperInvariant()}",
            .. spec.Privileges,
            "--",
            "/bin/sh",
            "-c",
            "[ \"$PPID\" = \"$0\" ] && exec \"$@\"",
            Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
            spec.FileName,
            .. spec.Arguments,
        ];
        var start = new ProcessStartInfo("/bin/sh", command) { WorkingDirectory = spec.WorkingDirectory ?? "/" };
        foreach (var (name, value) in spec.Environment)
        {
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(spec.LogFile)!);
        return new ChildProcess(Nursery.Start(start), spec);
    }

    public void Signal(DeathSignal signal)
    {
        if (!process.HasExited)
            Libc.Send(process.Id, signal);
    }

    /// <summary>Completes when the child has ended by itself or otherwise.</summary>
    public Task WaitAsync(CancellationToken cancel = default) => process.WaitForExitAsync(cancel);

    /// <summary>Asks the child to end, waits for <paramref name="grace"/>, then kills it.</summary>
    public async Task StopAsync(DeathSignal signal, TimeSpan grace)
    {
        Signal(signal);
        using var patience = new CancellationTokenSource(grace);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            Signal(DeathSignal.Kill);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>The end of the child's log, for a message about why it died.</summary>
    public string LogTail(int lines = 15) => Log.Tail(Spec.LogFile, lines);

    public async ValueTask DisposeAsync()
    {
        await StopAsync(Spec.OnParentDeath, TimeSpan.FromSeconds(15));
        process.Dispose();
    }
}
