using System.CommandLine;
using System.Text;

namespace Tender.Cli;

/// <summary>Passwords come from a file or a prompt, never from the command line, where other users can read it.</summary>
internal static class Secrets
{
    public static Option<string> PasswordFile() =>
        CliShell.Option(
            "--password-file",
            "密钥文件口令所在的文件（不给则提示输入）",
            "file with the key file's password (else you are asked)",
            value: "FILE"
        );

    public static async Task<string> ReadAsync(string? file, Say say, string zh, string en, CancellationToken cancel)
    {
        if (file is not null)
            return Encoding
                .UTF8.GetString(await InputFile.ReadAsync(file, cancel))
                .TrimStart('\uFEFF')
                .TrimEnd('\r', '\n');
        return say.AskSecret(zh, en)
            ?? throw CliFailure.Usage($"{zh}：请用口令文件选项给出。", $"{en}: give it with the password file option.");
    }

    public static Task<string> KeyFilePasswordAsync(string? file, Say say, CancellationToken cancel) =>
        ReadAsync(file, say, "密钥文件的口令", "Password of the key file", cancel);
}
