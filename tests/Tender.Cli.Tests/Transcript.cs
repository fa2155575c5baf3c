using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Tender.Testing;
using Xunit;

namespace Tender.Cli.Tests;

/// <summary>
/// A session at the command line as a file: lines "$ tender ..." and what they gave, with what changes from run to run cut out. Lines
/// that begin with "@ " act on the world between two commands. With TENDER_FREEZE=1 the file is written again, to be read by a person.
/// </summary>
internal sealed partial class Transcript(Terminal terminal)
{
    public async Task PlayAsync(string name)
    {
        var path = Path.Combine(Repository.Root, "tests", "Tender.Cli.Tests", "Transcripts", name);
        var written = await File.ReadAllTextAsync(path);
        var played = new StringBuilder();
        foreach (
            var line in written
                .Split('\n')
                .Where(l =>
                    l.StartsWith("$ tender", StringComparison.Ordinal) || l.StartsWith('@') || l.StartsWith('#')
                )
        )
        {
            if (played.Length > 0)
                played.Append('\n');
            played.Append(line).Append('\n');
            if (line.StartsWith('@'))
                Act(line[2..]);
            else if (line.StartsWith('$'))
                await RunAsync(line["$ tender".Length..].Trim(), played);
        }

        if (Environment.GetEnvironmentVariable("TENDER_FREEZE") == "1")
            await File.WriteAllTextAsync(path, played.ToString());
        else
            Assert.Equal(written, played.ToString());
    }

    private async Task RunAsync(string line, StringBuilder played)
    {
        var reference = Convert.ToHexStringLower(terminal.Vault.Tender.TenderRef);
        var run = await terminal.TenderAsync(line.Replace("TENDER", reference, StringComparison.Ordinal));
        foreach (var (mark, text) in new[] { ("", run.Out), ("! ", run.Error) })
        foreach (var said in Clean(text).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            played.Append(mark).Append(said.TrimEnd()).Append('\n');
        if (run.Code != 0)
            played.Append("? ").Append(run.Code).Append('\n');
    }

    private void Act(string act)
    {
        var words = act.Split(' ');
        switch (words[0])
        {
            case "lose":
                terminal.Vault.LoseAnswers = Number(words[1]);
                break;
            case "advance":
                terminal.Clock.Advance(TimeSpan.Parse(words[1], CultureInfo.InvariantCulture));
                break;
            case "flip":
                var bytes = File.ReadAllBytes(terminal[words[1]]);
                bytes[Number(words[2])] ^= 1;
                File.WriteAllBytes(terminal[words[1]], bytes);
                break;
            case "cut":
                var whole = File.ReadAllBytes(terminal[words[1]]);
                File.WriteAllBytes(terminal[words[1]], whole[..^Number(words[2])]);
                break;
            case "add":
                File.AppendAllText(terminal[words[1]], new string(' ', Number(words[2])));
                break;
            default:
                throw new InvalidDataException($"Unknown act: {act}");
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    // Signatures differ from run to run, and with them whatever is hashed over them.
    private string Clean(string text) =>
        Hash().Replace(text.Replace(terminal["x"][..^1], "", StringComparison.Ordinal), m => $"<{m.Length} hex>");

    [GeneratedRegex("[0-9a-f]{16,}")]
    private static partial Regex Hash();
}
