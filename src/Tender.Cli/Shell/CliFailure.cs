namespace Tender.Cli;

/// <summary>A verb ends here: what a person reads, and the exit code a script reads.</summary>
internal sealed class CliFailure(int exitCode, string code, Words words, Exception? inner = null)
    : Exception(words.En, inner)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>Short and stable, for scripts.</summary>
    public string Code { get; } = code;

    public Words Words { get; } = words;

    public static CliFailure Usage(string zh, string en) => new(Cli.ExitCode.Usage, "usage", new Words(zh, en));

    public static CliFailure Mismatch(string zh, string en) =>
        new(Cli.ExitCode.Mismatch, "mismatch", new Words(zh, en));
}
