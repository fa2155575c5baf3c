using System.CommandLine;
using Tender.Sealing;

namespace Tender.Cli.Open;

/// <summary><c>tender open</c>: the bidder opens its own sealed file with its key file.</summary>
internal static class OpenCommand
{
    public static Command Create(CliShell shell)
    {
        var file = new Argument<string>("SBID") { Description = "封存文件 / sealed file" };
        var key = CliShell.Option("--key", "密钥文件（缺省同名）", "key file (default: same name)", value: "SBIDKEY");
        var passwordFile = Secrets.PasswordFile();
        var output = CliShell.Option(
            "--out",
            "写出内容的文件夹；不给则只检查",
            "folder for the contents; without it the file is only checked",
            value: "DIR"
        );
        var force = OutputFile.Force();
        var command = new Command("open", "用密钥文件打开自己的封存文件 / open your own sealed file with its key file")
        {
            file,
            key,
            passwordFile,
            output,
            force,
        };
        shell.Attach(
            command,
            async (parsed, say, cancel) =>
            {
                var password = await Secrets.KeyFilePasswordAsync(parsed.GetValue(passwordFile), say, cancel);
                var path = parsed.GetRequiredValue(file);
                var keyPath = parsed.GetValue(key) ?? Path.ChangeExtension(path, ".sbidkey");
                var keys = KeyFile.Read(await InputFile.ReadAsync(keyPath, cancel), password);
                var act = new OpenOwnBid(say, keys)
                {
                    Output = parsed.GetValue(output),
                    Force = parsed.GetValue(force),
                };
                return await act.ExecuteAsync(path, cancel);
            }
        );
        return command;
    }
}
