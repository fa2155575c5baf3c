using System.Diagnostics;

namespace Tender.Sample.Processes;

/// <summary>Short commands whose end is awaited.</summary>
internal static class Shell
{
    internal sealed record Outcome(int ExitCode, string Output);

    /// <summary>Runs a command; standard output and error come back joined.</summary>
    internal static async Task<Outcome> RunAsync(string file, IEnumerable<string> arguments, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        using var process = Nursery.Start(start);
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var error = process.StandardError.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return new Outcome(process.ExitCode, (await output + await error).TrimEnd());
    }
}
