using System.Security.Cryptography;
using Tender.Ledger;
using Tender.Sealing;
using Tender.Vault.Client;

namespace Tender.Cli;

/// <summary>The one place where refusals of the libraries become sentences and exit codes. Exception texts never reach a person.</summary>
internal static class Failures
{
    // ENOSPC, and ERROR_DISK_FULL as an HRESULT.
    private const int NoSpaceUnix = 28;
    private const int NoSpaceWindows = unchecked((int)0x80070070);

    private static readonly Words Cancelled = new(
        "已取消。已经存下的进度仍在，可以再次运行同一命令。",
        "Cancelled. What was stored stays; run the same command again."
    );

    private static readonly Words Ledger = new(
        "回执、信任文件或开标包无法读取，或不是规范的文本。",
        "The receipt, trust file or bundle cannot be read, or is not the canonical text."
    );

    private static readonly Words Certificate = new(
        "证书文件打不开：口令不对，或不是 .p12 文件。",
        "The certificate file does not open: wrong password, or not a .p12 file."
    );

    private static readonly Words Ceremony = new(
        "本席拒绝参加：协调方给出的内容不成立。",
        "This seat refuses: what the coordinator shows does not hold."
    );

    private static readonly Words Fault = new(
        "程序出现故障。没有收到回执即未递交；请带上本命令和版本号联系支持。",
        "The program has a fault. Without a receipt nothing is submitted; please report this command and the version."
    );

    public static CliFailure Translate(Exception failure) =>
        failure switch
        {
            CliFailure known => known,
            OperationCanceledException => new CliFailure(ExitCode.Cancelled, "cancelled", Cancelled, failure),
            VaultProblemException vault => OfVault(vault),
            SealingException sealing => OfSealing(sealing),
            CeremonyRefusedException => new CliFailure(ExitCode.Mismatch, "ceremony-refused", Ceremony, failure),
            CocktailAbortException abort => OfCeremony(abort),
            LedgerFormatException wrong => new CliFailure(ExitCode.Unreadable, $"ledger-{wrong.Kind}", Ledger, failure),
            CryptographicException => new CliFailure(ExitCode.Password, "certificate", Certificate, failure),
            UnauthorizedAccessException or IOException => OfFile(failure, null),
            _ => new CliFailure(ExitCode.Fault, "fault", Fault, failure),
        };

    private static CliFailure OfCeremony(CocktailAbortException abort) =>
        new(
            ExitCode.ClaimFails,
            "ceremony-aborted",
            new Words(
                $"第 {abort.Culprit} 席的消息不成立，密钥生成中止。",
                $"A message of seat {abort.Culprit} does not hold; the key generation stops."
            ),
            abort
        );

    private static CliFailure OfVault(VaultProblemException vault)
    {
        var trace = vault.Facts.Trace is { } number ? $" [{number}]" : "";
        var words = new Words(
            $"{vault.Facts.Zh} ({vault.Facts.Code}){trace}",
            $"{vault.Facts.En} ({vault.Facts.Code}){trace}"
        );
        return new CliFailure(
            vault.IsTransient ? ExitCode.Unreachable : ExitCode.Refused,
            vault.Facts.Code,
            words,
            vault
        );
    }

    private static CliFailure OfSealing(SealingException sealing)
    {
        var words = SealingWords.Of(sealing.Kind);
        var place = sealing.Offset >= 0 ? $" ({sealing.Kind}, {sealing.Offset})" : $" ({sealing.Kind})";
        var exit = sealing.Kind switch
        {
            SealingError.Password => ExitCode.Password,
            SealingError.Root or SealingError.OtherTender => ExitCode.Mismatch,
            SealingError.Truncated => ExitCode.Incomplete,
            SealingError.Label
            or SealingError.FileLength
            or SealingError.Wrap
            or SealingError.PayloadHeader
            or SealingError.SegmentTag
            or SealingError.Signature
            or SealingError.Padding
            or SealingError.ContentLength => ExitCode.ClaimFails,
            _ => ExitCode.Unreadable,
        };
        return new CliFailure(exit, $"sealing-{sealing.Kind}", new Words(words.Zh + place, words.En + place), sealing);
    }

    /// <summary>A file of the user's, or whatever file the system complains about.</summary>
    public static CliFailure OfFile(Exception failure, string? path)
    {
        var words = failure switch
        {
            FileNotFoundException or DirectoryNotFoundException => new Words(
                "找不到文件或文件夹。",
                "A file or folder does not exist."
            ),
            UnauthorizedAccessException => new Words(
                "没有读写该文件的权限。",
                "No permission to read or write the file."
            ),
            { HResult: NoSpaceUnix or NoSpaceWindows } => new Words(
                "磁盘已满，没有写成文件。请腾出空间后再试。",
                "The disk is full; no file was made. Free some space and try again."
            ),
            _ => new Words(
                "读写文件失败：文件被占用，或介质损坏。",
                "A file cannot be read or written: it is in use, or the medium is broken."
            ),
        };
        var name = Named(path ?? (failure as FileNotFoundException)?.FileName);
        return new CliFailure(ExitCode.Files, "files", new Words(words.Zh + name, words.En + name), failure);
    }

    /// <summary>A file of a kind that no verb can work with.</summary>
    public static CliFailure OfPath(string zh, string en, string path) =>
        new(ExitCode.Files, "files", new Words($"{zh}：{Path.GetFileName(path)}", $"{en}: {Path.GetFileName(path)}"));

    private static string Named(string? path) => string.IsNullOrEmpty(path) ? "" : $" ({Path.GetFileName(path)})";
}
