using System.Globalization;
using System.Text;
using Tender.Testing;

namespace Tender.Cli.Tests;

/// <summary><c>docs/command-line.md</c>: a few lines by hand, then the program's own help texts.</summary>
internal static class Manual
{
    private const string Begin = "## All verbs and exit codes";

    public static string Path => System.IO.Path.Combine(Repository.Root, "docs", "command-line.md");

    /// <summary>All verbs, in the order of the help.</summary>
    public static IReadOnlyList<string> Verbs() =>
        [.. CommandTree.Create(new CliShell(CliWorld.Real())).Subcommands.Select(c => c.Name)];

    /// <summary>The manual as it has to be: the lines by hand as they are in <paramref name="written"/>, and what the program says today.</summary>
    public static async Task<string> WriteAsync(Terminal terminal, string written)
    {
        var manual = new StringBuilder(written[..written.IndexOf(Begin, StringComparison.Ordinal)]);
        foreach (var verb in Verbs().Prepend(""))
        {
            var run = await terminal.TenderAsync($"{verb} --help");
            var title = verb.Length > 0 ? $"## `tender {verb}`" : Begin;
            var said = string.Join('\n', run.Out.Split('\n').Select(l => l.TrimEnd())).Trim('\n');
            manual.Append(CultureInfo.InvariantCulture, $"{title}\n\n```\n{said}\n```\n\n");
        }

        return manual.Replace("testhost", "tender").ToString().TrimEnd('\n') + "\n";
    }
}
