using Tender.Sample.Processes;

namespace Tender.Sample.Tests;

/// <summary>This test assembly as a program: starts a child, says its process id and waits to be killed.</summary>
public static class HoldProgram
{
    public static async Task<int> Main(string[] arguments)
    {
        await using var child = ChildProcess.Start(
            new ChildSpec
            {
                Name = "held",
                FileName = "sleep",
                Arguments = ["600"],
                LogFile = arguments[0],
                OnParentDeath = DeathSignal.Kill,
            }
        );
        Console.WriteLine(child.Id);
        // The thread of the pool that started the child comes and goes; the child must not go with it.
        await child.WaitAsync();
        return child.ExitCode;
    }
}
