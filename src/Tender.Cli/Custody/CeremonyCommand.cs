using System.CommandLine;
using Tender.Ledger.Evm;
using Tender.Sealing;
using Tender.Vault.Client;

namespace Tender.Cli.Custody;

/// <summary><c>tender ceremony</c>: one seat through all rounds of the open pool. It can be stopped and run again at any point.</summary>
internal sealed class CeremonyCommand
{
    private readonly Option<string> vault = VaultOption.Create();
    private readonly CertificateOptions certificate = new();
    private readonly Option<string> keys = CliShell.Option(
        "--keys",
        "席位的密钥文件夹（keygen 建立）",
        "folder made by keygen",
        required: true,
        value: "DIR"
    );
    private readonly Option<int?> seat = WholeNumber.Option(
        "--seat",
        new Words("席位号，从 1 起", "seat number, from 1"),
        1,
        15
    );
    private readonly Option<string> passwordFile = CliShell.Option(
        "--password-file",
        "席位密钥的口令文件（缺省与证书口令相同）",
        "password of the seat's keys (default: the certificate's)",
        value: "FILE"
    );
    private readonly Option<string> authorities = CliShell.Option(
        "--authorities",
        "证书机构文件夹",
        "folder of authorities",
        required: true,
        value: "DIR"
    );
    private readonly Option<int?> smallestK = WholeNumber.Option(
        "--smallest-k",
        new Words("可接受的最小门限（缺省 3）", "smallest threshold to accept (default 3)"),
        2,
        14
    );
    private readonly Option<string[]> organisations = new("--organisation")
    {
        Description = "各席单位代码，按席位顺序 / organisation codes in seat order",
        HelpName = "CODE",
    };
    private readonly Option<int?> timeout = WholeNumber.Option(
        "--timeout",
        new Words("最多等待的秒数（缺省 3600）", "seconds to wait at most (default 3600)"),
        0,
        31_536_000,
        "SECONDS"
    );

    public static Command Create(CliShell shell)
    {
        var verb = new CeremonyCommand();
        verb.seat.Required = true;
        var command = new Command("ceremony", "保管人：参加密钥生成 / custodian: take part in the key generation")
        {
            verb.vault,
            verb.keys,
            verb.seat,
            verb.passwordFile,
            verb.authorities,
            verb.smallestK,
            verb.organisations,
            verb.timeout,
        };
        verb.certificate.AddTo(command);
        shell.Attach(command, verb.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, Say say, CancellationToken cancel)
    {
        var folderPath = parsed.GetRequiredValue(keys);
        var account = await EthKey.LoadAsync(Path.Combine(folderPath, KeygenCommand.AccountFile), cancel);
        var (own, certificatePassword) = await certificate.LoadWithPasswordAsync(parsed, say, cancel);
        using var signer = own;
        var password = parsed.GetValue(passwordFile) is { } file
            ? await Secrets.KeyFilePasswordAsync(file, say, cancel)
            : certificatePassword;
        using var folder = new SeatFolder(folderPath, password, say.World.Random);
        var identity = new SeatIdentity
        {
            Number = parsed.GetRequiredValue(seat)!.Value,
            Certificate = signer,
            Account = account.Address.ToBytes(),
        };
        var trust = await TrustList.LoadAsync(parsed.GetRequiredValue(authorities), cancel);
        var expected = new PoolExpectations
        {
            Trust = () => trust,
            SmallestK = parsed.GetValue(smallestK) ?? 3,
            Organisations = parsed.GetValue(organisations) is { Length: > 0 } codes ? codes : null,
        };
        var ceremony = new SeatCeremony(identity, folder, expected, say.World.Random, say.World.Clock);
        var client = VaultOption.Client(parsed.GetRequiredValue(vault), say);
        var session = await client.SignInAsync(signer, say.World.Clock, say.World.Random, cancel);
        var until = say.World.Clock.GetUtcNow().AddSeconds(parsed.GetValue(timeout) ?? 3600);
        return await DriveAsync(ceremony, session, say, until, cancel);
    }

    private static async Task<int> DriveAsync(
        SeatCeremony ceremony,
        VaultSession session,
        Say say,
        DateTimeOffset until,
        CancellationToken cancel
    )
    {
        var last = CeremonyStep.Idle;
        while (true)
        {
            var step = await ceremony.AdvanceAsync(session, cancel);
            if (step != last)
                Tell(say, step);
            last = step;
            if (step is CeremonyStep.Closed or CeremonyStep.Aborted)
            {
                var pool = await session.GetPoolAsync(cancel);
                say.Result(
                    new
                    {
                        Ok = step == CeremonyStep.Closed,
                        pool.PoolId,
                        Keys = pool.M,
                        pool.K,
                        pool.N,
                        pool.Culprit,
                    },
                    [
                        (new Words("密钥池", "pool"), HexText.Of(pool.PoolId)),
                        (new Words("密钥数", "keys"), $"{pool.M} ({pool.K}/{pool.N})"),
                    ]
                );
                return step == CeremonyStep.Closed ? ExitCode.Good : ExitCode.ClaimFails;
            }

            if (say.World.Clock.GetUtcNow() >= until)
                throw new CliFailure(
                    ExitCode.Incomplete,
                    "waiting",
                    new Words(
                        "其他席位还没有完成；再次运行同一命令即可继续。",
                        "Other seats are not done; run the same command again to go on."
                    )
                );
            await Task.Delay(TimeSpan.FromSeconds(1), say.World.Clock, cancel);
        }
    }

    private static void Tell(Say say, CeremonyStep step)
    {
        var (zh, en) = step switch
        {
            CeremonyStep.Joined => ("已登记本席的公钥和账户。", "Joined with this seat's key and account."),
            CeremonyStep.Dealt => ("第一轮消息已送出。", "Messages of round 1 are sent."),
            CeremonyStep.Waiting => ("等待其他席位。", "Waiting for the other seats."),
            CeremonyStep.Signed => ("全部核对无误，已签名。", "Everything checked; signed."),
            CeremonyStep.Closed => ("密钥池已完成。", "The pool is complete."),
            CeremonyStep.Aborted => ("密钥生成已中止。", "The key generation was aborted."),
            _ => ("暂无密钥池。", "No pool is open."),
        };
        say.Note(zh, en);
    }
}
