using Tender.Sample.Cast;
using Tender.Sample.Stack;

namespace Tender.EndToEnd;

/// <summary>A bidder that uses the command line.</summary>
public sealed class CliBidder(SampleStack stack, SampleOrganisation who, string folder)
{
    private string Sealed => Path.Combine(folder, who.Key + ".sbid");

    private string KeyFile => Path.Combine(folder, who.Key + ".sbidkey");

    /// <summary>Seals, sends, submits.</summary>
    public async Task SubmitAsync(string tenderRef, string file, string priceYuan)
    {
        await CommandLine.RunAsync(
            0,
            [
                "seal",
                "--file",
                file,
                "--tender",
                tenderRef,
                "--price",
                priceYuan,
                "--period-days",
                "180",
                "--quality",
                "合格",
                "--manager",
                who.Signer,
                "--org-code",
                who.OrgCode,
                "--out",
                Sealed,
                "--key",
                KeyFile,
                "--password-file",
                stack.Folders.PasswordFile,
                "--vault",
                stack.VaultUrl.ToString(),
                "--authorities",
                stack.Folders.Authorities,
            ]
        );
        await CommandLine.RunAsync(0, ["submit", Sealed, .. Desk()]);
    }

    /// <summary>Takes the bid back.</summary>
    public Task WithdrawAsync() => CommandLine.RunAsync(0, ["withdraw", .. Desk()]);

    /// <summary>Fetches the receipt that can be checked offline.</summary>
    public Task FetchReceiptAsync(string path) =>
        CommandLine.RunAsync(0, ["receipt", "--out", path, "--wait", "60", .. Desk()]);

    private string[] Desk() => SampleDesk.Options(stack, who, KeyFile);
}
