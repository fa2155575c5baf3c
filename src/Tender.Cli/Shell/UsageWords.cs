using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace Tender.Cli;

/// <summary>What the parser of command lines says, in both languages: its own sentences are English.</summary>
internal static partial class UsageWords
{
    public static CliFailure Of(IReadOnlyList<ParseError> errors) =>
        CliFailure.Usage(
            string.Join('\n', errors.Select(e => Zh(e.Message)).Append("用 --help 查看用法。")),
            string.Join('\n', errors.Select(e => En(e.Message)).Append("--help tells the usage."))
        );

    private static string Zh(string message)
    {
        var names = string.Join(' ', Quoted().Matches(message).Select(m => m.Groups[1].Value));
        return message switch
        {
            _ when Split(message) is { } both => both.Zh,
            _ when message.Contains("Required command", StringComparison.Ordinal) => "没有给出命令。",
            _ when message.Contains("required", StringComparison.Ordinal)
                    || message.Contains("missing", StringComparison.OrdinalIgnoreCase) => $"命令行有误：缺少 {names}。",
            _ when message.StartsWith("Unrecognized", StringComparison.Ordinal) => $"命令行有误：不认识 {names}。",
            _ => $"命令行有误：{names}。",
        };
    }

    private static string En(string message) => Split(message)?.En ?? message;

    // Our own sentences come in both languages already.
    private static Words? Split(string message) =>
        message.Any(c => c > 0x4E00) && message.Split(" / ", 2) is [var zh, var en] ? new Words(zh, en) : null;

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Quoted();
}
