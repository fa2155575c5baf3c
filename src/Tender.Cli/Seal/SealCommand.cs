using System.CommandLine;
using Tender.Cli.Tenders;
using Tender.Sealing;

namespace Tender.Cli.Seal;

/// <summary><c>tender seal</c>.</summary>
internal sealed class SealCommand
{
    private readonly SummaryOptions summary = new();

    private readonly Option<string[]> files = new("--file")
    {
        Description =
            "投标文件：一份 PDF，或多份（打包为 zip） / the bid's documents: one file, or several (packed as zip)",
        HelpName = "FILE",
    };

    private readonly Option<string> vault = VaultOption.Create(required: false);
    private readonly Option<string> reference = CliShell.Option(
        "--tender",
        "标段引用号",
        "tender reference",
        value: "HEX64"
    );
    private readonly Option<string> offline = CliShell.Option(
        "--tender-file",
        "tender fetch 写出的文件",
        "file written by tender fetch",
        value: "FILE"
    );
    private readonly CertificateOptions certificate = new(required: false);
    private readonly Option<string> organisation = CliShell.Option(
        "--org-code",
        "统一社会信用代码",
        "unified social credit code",
        value: "CODE"
    );
    private readonly Option<string> output = CliShell.Option(
        "--out",
        "封存文件 *.sbid",
        "sealed file to write",
        required: true,
        value: "SBID"
    );
    private readonly Option<string> key = CliShell.Option(
        "--key",
        "密钥文件 *.sbidkey（缺省为同名）",
        "key file to write (default: same name)",
        value: "SBIDKEY"
    );
    private readonly Option<string> previous = CliShell.Option(
        "--previous",
        "替换投标时的原密钥文件",
        "earlier key file, for a replacement",
        value: "SBIDKEY"
    );
    private readonly Option<string> passwordFile = Secrets.PasswordFile();
    private readonly Option<string> documents = CliShell.Option(
        "--doc-hash",
        "你所接受的文件集校验值；不一致则拒绝",
        "hash of the document set you accept; refused when it differs",
        value: "HEX64"
    );
    private readonly Option<string> authorities = CliShell.Option(
        "--authorities",
        "证书机构文件夹，用来核对保管人的证书",
        "folder of authorities to judge the custodians' certificates",
        value: "DIR"
    );
    private readonly Option<bool> padded = new("--pad")
    {
        Description = "填充长度，使大小少泄露信息（最多 12 %） / pad lengths so that sizes tell less (at most 12 %)",
    };
    private readonly Option<bool> force = OutputFile.Force();
    private readonly Option<int?> workers = WholeNumber.Option(
        "--workers",
        new Words("封存线程数（缺省按处理器，最多 4）", "threads that seal (default: by processors, at most 4)"),
        1,
        64
    );

    public static Command Create(CliShell shell)
    {
        var verb = new SealCommand();
        var command = new Command("seal", "封存投标文件 / seal a bid")
        {
            verb.files,
            verb.vault,
            verb.reference,
            verb.offline,
            verb.organisation,
            verb.output,
            verb.key,
            verb.previous,
            verb.passwordFile,
            verb.documents,
            verb.authorities,
            verb.padded,
            verb.force,
            verb.workers,
        };
        verb.summary.AddTo(command);
        verb.certificate.AddTo(command);
        shell.Attach(command, verb.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, Say say, CancellationToken cancel)
    {
        var target = parsed.GetRequiredValue(output);
        var keyTarget = parsed.GetValue(key) ?? Path.ChangeExtension(target, ".sbidkey");
        CheckOutputs(parsed, target, keyTarget);
        var package = await ReadPackageAsync(parsed, say, cancel);
        var trusted = parsed.GetValue(authorities) is { } folder ? await TrustList.LoadAsync(folder, cancel) : null;
        var keySet = TenderCheck.Check(package, say.World.Clock.GetUtcNow(), trusted);
        CheckDocuments(parsed, package);
        var password = await Secrets.KeyFilePasswordAsync(parsed.GetValue(passwordFile), say, cancel);
        var known = await ReadPreviousAsync(parsed, password, package, cancel);
        var code = await ReadOrganisationAsync(parsed, say, known, cancel);
        await using var body = await BidBody.OpenAsync(
            parsed.GetValue(files) ?? [],
            target,
            say.World.Clock.GetUtcNow(),
            cancel
        );
        var summaryBytes = await summary.ReadAsync(parsed, cancel);
        var act = new SealBid(say)
        {
            Request = Request(parsed, say, package, keySet, (known, code)) with { Parts = Parts(summaryBytes, body) },
            Output = target,
            KeyOutput = keyTarget,
            Password = password,
            Previous = known,
        };
        Tell(say, await act.ExecuteAsync(cancel), package, target, keyTarget);
        return ExitCode.Good;
    }

    private async Task<string> ReadOrganisationAsync(
        ParseResult parsed,
        Say say,
        KeyFileContent? known,
        CancellationToken cancel
    )
    {
        var code = parsed.GetValue(organisation) ?? known?.OrgCode;
        if (code is null && await certificate.FindAsync(parsed, say, cancel) is { } own)
            using (own)
                code = OrganisationCode.Of(own);
        if (!OrganisationCode.IsValid(code) || known is not null && known.OrgCode != code)
            throw CliFailure.Usage(
                "请用 --certificate 或 --org-code 给出正确的统一社会信用代码；替换时须与原密钥文件一致。",
                "Give a valid unified social credit code with --certificate or --org-code; for a replacement the one of the earlier key file."
            );
        return code!;
    }

    private SealRequest Request(
        ParseResult parsed,
        Say say,
        TenderPackage package,
        KeySet keySet,
        (KeyFileContent? Known, string OrgCode) bidder
    )
    {
        return new SealRequest
        {
            TenderRef = package.Tender.TenderRef,
            Lot = new Guid(package.Tender.Lot, bigEndian: true),
            DocHash = package.Tender.DocHash,
            KeySetId = package.KeySet.KeySetId,
            PublicKey = keySet.PublicKey.Encode65(),
            BidNonce = bidder.Known?.BidNonce ?? say.World.Random.Bytes(32),
            OrganisationCode = bidder.OrgCode,
            Padded = parsed.GetValue(padded),
            Parts = [],
            Workers = parsed.GetValue(workers) ?? Math.Min(4, Environment.ProcessorCount),
        };
    }

    private static List<SealInput> Parts(byte[] summary, BidBody? body)
    {
        List<SealInput> parts = [SealInput.Of(BidSummary.PartId, 1, summary)];
        if (body is not null)
            parts.Add(new SealInput(2, 1, body.Content, body.Length));
        return parts;
    }

    private async Task<TenderPackage> ReadPackageAsync(ParseResult parsed, Say say, CancellationToken cancel)
    {
        if (parsed.GetValue(offline) is { } file)
            return TenderPackage.Parse(await InputFile.ReadAsync(file, cancel));
        if (parsed.GetValue(vault) is not { } address || parsed.GetValue(reference) is not { } text)
            throw CliFailure.Usage(
                "请给出 --vault 和 --tender，或用 --tender-file 离线封存。",
                "Give --vault and --tender, or --tender-file to seal offline."
            );
        var tenderRef = HexText.Parse(text, 32, "标段引用号", "A tender reference");
        return await TenderPackage.FetchAsync(VaultOption.Client(address, say), tenderRef, cancel);
    }

    private async Task<KeyFileContent?> ReadPreviousAsync(
        ParseResult parsed,
        string password,
        TenderPackage package,
        CancellationToken cancel
    )
    {
        if (parsed.GetValue(previous) is not { } path)
            return null;
        var known = KeyFile.Read(await InputFile.ReadAsync(path, cancel), password);
        return known.TenderRef.AsSpan().SequenceEqual(package.Tender.TenderRef)
            ? known
            : throw CliFailure.Mismatch(
                "原密钥文件属于另一个标段。",
                "The earlier key file belongs to another tender."
            );
    }

    private void CheckDocuments(ParseResult parsed, TenderPackage package)
    {
        if (
            parsed.GetValue(documents) is { } text
            && !HexText
                .Parse(text, 32, "文件集校验值", "A document hash")
                .AsSpan()
                .SequenceEqual(package.Tender.DocHash)
        )
            throw CliFailure.Mismatch(
                "标段的文件集已经不是你所接受的那一份，请先查看变更。",
                "The tender's document set is no longer the one you accepted; look at the change first."
            );
    }

    private void CheckOutputs(ParseResult parsed, string target, string keyTarget)
    {
        var inputs = (parsed.GetValue(files) ?? []).Append(keyTarget).Select(Path.GetFullPath);
        if (inputs.Contains(Path.GetFullPath(target)))
            throw CliFailure.Usage(
                "--out 与另一个文件同名，请另取名字。",
                "--out is the name of another file of this command; choose another name."
            );
        OutputFile.Check(target, parsed.GetValue(force));
        if (parsed.GetValue(previous) is { } known && Path.GetFullPath(known) == Path.GetFullPath(keyTarget))
            return;
        if (File.Exists(keyTarget))
            throw new CliFailure(
                ExitCode.Files,
                "exists",
                new Words(
                    $"密钥文件已存在：{Path.GetFileName(keyTarget)}。它可能是另一份投标唯一的钥匙，不会被覆盖：用 --previous 接着用它，或用 --key 另取名字。",
                    $"The key file exists: {Path.GetFileName(keyTarget)}. It may hold the only keys of another bid and is never overwritten: go on with it by --previous, or choose another name by --key."
                )
            );
        OutputFile.Check(keyTarget, force: true);
    }

    private static void Tell(Say say, SealedBid bid, TenderPackage package, string target, string keyTarget)
    {
        say.Result(
            new
            {
                Ok = true,
                File = target,
                KeyFile = keyTarget,
                package.Tender.TenderRef,
                HeaderHash = bid.Header.Hash(),
                bid.TreeRoot,
                FileSize = bid.Header.FileLength,
                LeafCount = bid.Header.LeafCount,
                package.Tender.Deadline,
            },
            [
                (new Words("封存文件", "sealed file"), $"{target} ({bid.Header.FileLength})"),
                (new Words("密钥文件", "key file"), keyTarget),
                (new Words("校验根", "root"), HexText.Of(bid.TreeRoot)),
                (new Words("截止时间", "deadline"), Times.Local(package.Tender.Deadline)),
            ]
        );
        say.Note(
            "已封存并自检通过，但还没有递交：请用 tender submit 递交。密钥文件只留在你自己手里。",
            "Sealed and checked, but not submitted yet: use tender submit. Keep the key file to yourself."
        );
    }
}
