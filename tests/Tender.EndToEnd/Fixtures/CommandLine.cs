using System.Diagnostics;
using System.Text;
using Tender.Sample.Stack;

namespace Tender.EndToEnd;

/// <summary>The command line as a user runs it, optionally in a network namespace that has no network at all.</summary>
public static class CommandLine
{
    /// <summary>Runs <c>tender</c> and demands an exit code.</summary>
    public static async Task<string> RunAsync(int expected, params string[] arguments) =>
        await RunAsync(expected, false, arguments);

    /// <summary>Runs <c>tender</c> where no network exists (<c>unshare --net</c>).</summary>
    public static async Task<string> RunOfflineAsync(int expected, params string[] arguments) =>
        await RunAsync(expected, true, arguments);

    private static async Task<string> RunAsync(int expected, bool offline, string[] arguments)
    {
        var program = Path.Combine(
            Checkout.Find(),
            "src",
            "Tender.Cli",
            "bin",
            Checkout.Configuration,
            "net10.0",
            "tender.dll"
        );
        string[] words = ["dotnet", program, .. arguments];
        if (offline)
        {
            words = ["unshare", "--map-root-user", "--net", "--", .. words];
        }

        var start = new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        using var process = Process.Start(start)!;
        var said = new StringBuilder();
        process.ErrorDataReceived += (_, line) =>
        {
            lock (said)
            {
                said.AppendLine(line.Data);
            }
        };
        process.BeginErrorReadLine();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Xunit.Assert.True(
            process.ExitCode == expected,
            $"tender {arguments[0]} ended with {process.ExitCode}, not {expected}:\n{output}\n{said}"
        );
        return output;
    }
}
