using System.CommandLine;
using System.Text;
using Tender.Ledger.Evm;

namespace Tender.Cli.Custody;

/// <summary>
/// <c>tender keygen</c>: a seat's folder with its ledger account, whose address the seat tells beforehand. The static key is drawn by the
/// ceremony, one for each pool, and never leaves the folder (SBID1 9.1).
/// </summary>
internal static class KeygenCommand
{
    public const string AccountFile = "account.key";

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
        OutputFile.CheckFolder(folder);
        var path = Path.Combine(folder, AccountFile);
        if (Path.Exists(path))
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
        await AtomicFile.WriteAsync(path, Encoding.ASCII.GetBytes(account.ToFileText() + "\n"), cancel);
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
        say.Note("请备份整个文件夹；丢失它，这一席就缺席。", "Back up the folder: without it the seat is absent.");
        return ExitCode.Good;
    }
}
