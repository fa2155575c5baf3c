using Tender.Sample.Processes;
using Tender.Testing;
using Xunit;

namespace Tender.Sample.Tests;

public sealed class ChildProcessTests : IDisposable
{
    private readonly TemporaryFolder folder = new("child");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Start_Output_GoesToTheLog()
    {
        await using var child = ChildProcess.Start(Spec("echo out; echo err >&2; exit 3"));
        await child.WaitAsync();
        Assert.Equal(3, child.ExitCode);
        Assert.Equal("out\nerr", child.LogTail());
    }

    [Fact]
    public async Task Stop_ChildThatWillNot_IsKilledAfterTheGrace()
    {
        await using var child = ChildProcess.Start(Spec("trap '' TERM; echo up; while :; do sleep 1; done"));
        await Eventually.TrueAsync(() => child.LogTail() == "up", "the child said that it is up");
        await child.StopAsync(DeathSignal.Term, TimeSpan.FromMilliseconds(200));
        Assert.Equal(128 + 9, child.ExitCode);
    }

    [Fact]
    public async Task Parent_KilledWithoutWarning_TakesItsChildAlong()
    {
        // A process of its own that starts a child through this class and is then killed with -9.
        await using var host = ChildProcess.Start(
            new ChildSpec
            {
                Name = "host",
                FileName = Environment.ProcessPath!,
                Arguments = ["exec", typeof(HoldProgram).Assembly.Location, folder["held.log"]],
                LogFile = folder["host.log"],
                OnParentDeath = DeathSignal.Kill,
            }
        );
        var held = 0;
        await Eventually.TrueAsync(() => int.TryParse(host.LogTail(1), out held), "the host named its child");

        Assert.True(Directory.Exists($"/proc/{held}"));
        await host.StopAsync(DeathSignal.Kill, TimeSpan.FromSeconds(5));
        await Eventually.TrueAsync(() => !IsRunning(held), "the child followed its parent");
    }

    /// <summary>A zombie that nobody has reaped yet has ended, too.</summary>
    private static bool IsRunning(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[stat.LastIndexOf(')') + 2] != 'Z';
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException or IOException)
        {
            return false;
        }
    }

    private ChildSpec Spec(string script) =>
        new()
        {
            Name = "child",
            FileName = "sh",
            Arguments = ["-c", script],
            LogFile = folder["child.log"],
            OnParentDeath = DeathSignal.Kill,
        };
}
