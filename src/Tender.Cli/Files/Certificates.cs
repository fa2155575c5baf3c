using System.CommandLine;
using System.Security.Cryptography.X509Certificates;

namespace Tender.Cli;

/// <summary>The signing certificate of a bidder or a seat, from a .p12 file.</summary>
internal sealed class CertificateOptions(bool required = true)
{
    public Option<string> File { get; } =
        CliShell.Option(
            "--certificate",
            "签名证书 .p12",
            "signing certificate, .p12",
            required: required,
            value: "P12"
        );

    public Option<string> PasswordFile { get; } =
        CliShell.Option(
            "--certificate-password-file",
            "证书口令所在的文件（不给则提示输入）",
            "file with its password (else you are asked)",
            value: "FILE"
        );

    public async Task<X509Certificate2> LoadAsync(ParseResult parsed, Say say, CancellationToken cancel) =>
        (await LoadWithPasswordAsync(parsed, say, cancel)).Certificate;

    public async Task<(X509Certificate2 Certificate, string Password)> LoadWithPasswordAsync(
        ParseResult parsed,
        Say say,
        CancellationToken cancel
    )
    {
        var bytes = await InputFile.ReadAsync(parsed.GetRequiredValue(File), cancel);
        var password = await Secrets.ReadAsync(
            parsed.GetValue(PasswordFile),
            say,
            "证书的口令",
            "Password of the certificate",
            cancel
        );
        var certificate = X509CertificateLoader.LoadPkcs12(bytes, password, X509KeyStorageFlags.EphemeralKeySet);
        return certificate.HasPrivateKey
            ? (certificate, password)
            : throw new CliFailure(
                ExitCode.Password,
                "certificate",
                new Words("证书文件里没有私钥。", "The certificate file holds no private key.")
            );
    }

    /// <summary>The certificate when one was named.</summary>
    public async Task<X509Certificate2?> FindAsync(ParseResult parsed, Say say, CancellationToken cancel) =>
        parsed.GetValue(File) is null ? null : await LoadAsync(parsed, say, cancel);

    public void AddTo(Command command)
    {
        command.Add(File);
        command.Add(PasswordFile);
    }
}
