using System.CommandLine;
using Tender.Ledger.Verification;

namespace Tender.Cli.Submit;

/// <summary>What submit, replace and withdraw have in common.</summary>
internal sealed class SubmitOptions
{
    private readonly Option<string> key = CliShell.Option(
        "--key",
        "密钥文件（缺省与封存文件同名）",
        "key file (default: same name as the sealed file)",
        value: "SBIDKEY"
    );
    private readonly Option<string> passwordFile = Secrets.PasswordFile();
    private readonly Option<string> vault = VaultOption.Create();
    private readonly CertificateOptions certificate = new();
    private readonly Option<string> trust = TrustOption.Create(required: false);
    private readonly Option<string> pin = TrustOption.Pin();
    private readonly Option<bool> yes = new("--yes") { Description = "不再询问 / do not ask" };

    public void AddTo(Command command)
    {
        command.Add(key);
        command.Add(passwordFile);
        command.Add(vault);
        certificate.AddTo(command);
        command.Add(trust);
        command.Add(pin);
        command.Add(yes);
    }

    public bool Yes(ParseResult parsed) => parsed.GetValue(yes);

    /// <summary>Opens the key file and signs in; the certificate must be of the organisation that sealed.</summary>
    public async Task<Desk> OpenAsync(ParseResult parsed, Say say, string? sealedFile, CancellationToken cancel)
    {
        TrustFile? trusted = parsed.GetValue(trust) is { } path
            ? await TrustOption.ReadAsync(path, parsed.GetValue(pin), cancel)
            : null;
        var signer = await certificate.LoadAsync(parsed, say, cancel);
        var password = await Secrets.KeyFilePasswordAsync(parsed.GetValue(passwordFile), say, cancel);
        var store = await KeyFileStore.OpenAsync(KeyPath(parsed, sealedFile), password, say.World.Random, cancel);
        try
        {
            var address = parsed.GetRequiredValue(vault);
            var client = VaultOption.Client(address, say);
            var session = await client.SignInAsync(signer, say.World.Clock, say.World.Random, cancel);
            if (session.Facts.Organisation.OrgCode != store.Content.OrgCode)
                throw CliFailure.Mismatch(
                    "证书的单位与密钥文件的单位不一致。",
                    "The certificate's organisation is not the one of the key file."
                );
            return new Desk(say, store, client, session, signer) { Vault = address, Trust = trusted };
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    private string KeyPath(ParseResult parsed, string? sealedFile) =>
        parsed.GetValue(key)
        ?? Path.ChangeExtension(sealedFile, ".sbidkey")
        ?? throw CliFailure.Usage("请用 --key 给出密钥文件。", "Give the key file with --key.");
}
