using Tender.Sample.Processes;
using Tender.Sample.Stack;

namespace Tender.Sample.Demo;

/// <summary>The command line <c>tender</c> as its users call it: a process, its words and its exit code.</summary>
internal sealed class TenderCli(SamplePrograms programs)
{
    private readonly string assembly = programs.Assembly("Tender.Cli", "tender");

    /// <summary>Runs a command that must succeed.</summary>
    /// <exception cref="DemoFailedException">It ended with another exit code.</exception>
    internal Task<string> RunAsync(CancellationToken cancel, params string[] arguments) =>
        ExpectAsync(0, cancel, arguments);

    /// <summary>Runs a command that must end with this exit code.</summary>
    internal async Task<string> ExpectAsync(int code, CancellationToken cancel, params string[] arguments)
    {
        var outcome = await Shell.RunAsync(SamplePrograms.Dotnet, [assembly, .. arguments], cancel);
        return outcome.ExitCode == code
            ? outcome.Output
            : throw new DemoFailedException(
                $"tender {string.Join(' ', arguments)}\nended with {outcome.ExitCode} instead of {code}:\n{outcome.Output}"
            );
    }
}
