using System.CommandLine;

namespace Tender.Cli.Verify;

/// <summary><c>tender verify</c>: files only, no network.</summary>
internal static class VerifyCommand
{
    private const string About = """
        离线核验回执、封存文件、开标包或办理过程；退出码 0 至 5、11、12 见 tender --help
        verify a receipt, a sealed file, an opening bundle or a history offline; exit codes 0 to 5, 11 and 12 in tender --help
        """;

    public static Command Create(CliShell shell)
    {
        var input = new Argument<string>("INPUT")
        {
            Description =
                "回执 JSON、封存文件 *.sbid、开标包 *.zip 或办理过程 JSON / receipt, sealed file, bundle or history",
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
        var earlier = Earlier();
        var command = new Command("verify", About) { input, trust, pin, files, bundle, earlier };
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
                    Earlier = parsed.GetValue(earlier),
                };
                return await act.ExecuteAsync(parsed.GetRequiredValue(input), cancel);
            }
        );
        return command;
    }

    private static Option<string> Earlier() =>
        CliShell.Option(
            "--earlier",
            "以前留存的办理过程：新的必须以它开头",
            "history kept from before: the new one must begin with it",
            value: "FILE"
        );
}
