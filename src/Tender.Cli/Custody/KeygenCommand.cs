using System.CommandLine;
using System.Text;
using Tender.Ledger.Evm;
using Tender.Sealing;

namespace Tender.Cli.Custody;

/// <summary>
/// <c>tender keygen</c>: a seat's folder with its ledger account and the password of its secrets. The static key itself is drawn by the
/// ceremony, one for each pool, and never leaves the folder (SBID1 9.1).
/// </summary>
internal static class KeygenCommand
{
    public const string AccountFile = "account.key";
    public const string PasswordFile = "password";

    public static Command Create(CliShell shell)
    {
        var folder = CliShell.Option(
            "--keys",
            "席位的密钥文件夹",
            "folder of the seat's keys",
            required: true,
            value: "DIR"
        );
        var command = new Command("keygen", "保管人：建立席位的密钥文件夹 / custodian: make a seat's key folder")
        {
            folder,
        };
        shell.Attach(command, (parsed, say, cancel) => ExecuteAsync(parsed.GetRequiredValue(folder), say, cancel));
        return command;
    }

    private static async Task<int> ExecuteAsync(string folder, Say say, CancellationToken cancel)
    {
        if (Path.Exists(Path.Combine(folder, AccountFile)) || Path.Exists(Path.Combine(folder, PasswordFile)))
            throw new CliFailure(
                ExitCode.Files,
                "exists",
                new Words(
                    "这个文件夹里已有席位的密钥，没有改动。",
                    "This folder has a seat's keys already; nothing was changed."
                )
            );
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(
                folder,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
        var account = EthKey.Draw(say.World.Random);
        await WriteAsync(folder, AccountFile, account.ToFileText(), cancel);
        await WriteAsync(folder, PasswordFile, Convert.ToHexStringLower(say.World.Random.Bytes(32)), cancel);
        say.Result(
            new
            {
                Ok = true,
                Folder = folder,
                Account = $"{account.Address}",
            },
            [
                (new Words("密钥文件夹", "key folder"), folder),
                (new Words("账本账户（请登记）", "ledger account (to be registered)"), $"{account.Address}"),
            ]
        );
        say.Note(
            "请把口令文件移到另一介质，并备份整个文件夹；丢失它们，这一席就缺席。",
            "Move the password file to another medium and back up the folder: without them the seat is absent."
        );
        return ExitCode.Good;
    }

    private static Task WriteAsync(string folder, string name, string text, CancellationToken cancel) =>
        AtomicFile.WriteAsync(Path.Combine(folder, name), Encoding.ASCII.GetBytes(text + "\n"), cancel);
}
