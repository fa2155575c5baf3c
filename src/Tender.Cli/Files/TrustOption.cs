using System.CommandLine;
using Tender.Ledger.Verification;

namespace Tender.Cli;

/// <summary>The supervisor's trust file: which chain, contracts, authorities and vault count (Ledger 7).</summary>
internal static class TrustOption
{
    public static Option<string> Create(bool required) =>
        CliShell.Option(
            "--trust",
            "监督部门签发的信任文件",
            "trust file signed by the supervisor",
            required: required,
            value: "P7"
        );

    public static Option<string> Pin() =>
        CliShell.Option(
            "--pin",
            "监督部门证书的 SHA-256；不给则信任文件自证",
            "SHA-256 of the supervisor's certificate; without it the trust file vouches for itself",
            value: "HEX64"
        );

    /// <summary>A signed file; an unsigned one is JSON and is taken only when the user names it so.</summary>
    public static async Task<TrustFile> ReadAsync(string path, string? pin, CancellationToken cancel)
    {
        var bytes = await InputFile.ReadAsync(path, cancel);
        var pinned = pin is null ? null : HexText.Parse(pin, 32, "证书校验值", "The pin");
        return TrustFile.Open(bytes, pinned);
    }
}
