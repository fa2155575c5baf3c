using System.CommandLine;

namespace Tender.Cli.Verify;

/// <summary><c>tender verify</c>: files only, no network.</summary>
internal static class VerifyCommand
{
    private const string About = """
        离线核验回执、封存文件或开标包；退出码 0 至 5、11、12 见 tender --help
        verify a receipt, a sealed file or an opening bundle offline; exit codes 0 to 5, 11 and 12 in tender --help
        """;

    public static Command Create(CliShell shell)
    {
        var input = new Argument<string>("INPUT")
        {
            Description = "回执 JSON、封存文件 *.sbid 或开标包 *.zip / receipt, sealed file or bundle",
        };
        var trust = TrustOption.Create(required: false);
        var pin = TrustOption.Pin();
        var files = new Option<string[]>("--file")
        {
            Description = "一并核对的封存文件，可多次 / sealed file to compare, may be repeated",
            HelpName = "SBID",
        };
        var bundle = CliShell.Option(
            "--bundle",
            "开标包：查回执是否在封存集合中",
            "opening bundle, to look for the receipt in the sealed set",
            value: "ZIP"
        );
        var command = new Command("verify", About) { input, trust, pin, files, bundle };
        shell.Attach(
            command,
            async (parsed, say, cancel) =>
            {
                var act = new VerifyInput(say)
                {
                    Trust = parsed.GetValue(trust) is { } path
                        ? await TrustOption.ReadAsync(path, parsed.GetValue(pin), cancel)
                        : null,
                    Pinned = parsed.GetValue(pin) is not null,
                    Files = parsed.GetValue(files) ?? [],
                    Bundle = parsed.GetValue(bundle),
                };
                return await act.ExecuteAsync(parsed.GetRequiredValue(input), cancel);
            }
        );
        return command;
    }
}
