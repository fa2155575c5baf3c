using System.Globalization;
using Tender.Sample.Cast;
using Tender.Sample.Stack;

namespace Tender.Sample.Demo;

/// <summary>One bidder at its own desk: its files lie in a folder of its own, and all it does goes through <c>tender</c>.</summary>
internal sealed class DemoBidder
{
    private readonly SampleOrganisation organisation;
    private readonly SampleStack stack;
    private readonly TenderCli cli;
    private readonly string folder;
    private int version;

    internal DemoBidder(SampleOrganisation organisation, SampleStack stack, TenderCli cli, string folder)
    {
        this.organisation = organisation;
        this.stack = stack;
        this.cli = cli;
        this.folder = Path.Combine(folder, organisation.Key);
        Directory.CreateDirectory(this.folder);
    }

    internal SampleOrganisation Organisation => organisation;

    internal string SealedFile => Path.Combine(folder, $"bid-{version}.sbid");

    internal string Receipt => Path.Combine(folder, "receipt.json");

    private string KeyFile => Path.Combine(folder, $"bid-{version}.sbidkey");

    /// <summary>Price of the version that counts, fen; null after the withdrawal.</summary>
    internal long? PriceFen { get; private set; }

    internal async Task SubmitAsync(string tenderRef, long priceFen, byte[] body, CancellationToken cancel)
    {
        await SealAsync(tenderRef, priceFen, body, [], cancel);
        await cli.RunAsync(cancel, ["submit", SealedFile, .. Desk()]);
    }

    internal async Task ReplaceAsync(string tenderRef, long priceFen, byte[] body, CancellationToken cancel)
    {
        await SealAsync(tenderRef, priceFen, body, ["--previous", KeyFile], cancel);
        await cli.RunAsync(cancel, ["replace", SealedFile, .. Desk()]);
    }

    internal async Task WithdrawAsync(CancellationToken cancel)
    {
        await cli.RunAsync(cancel, ["withdraw", .. Desk()]);
        PriceFen = null;
    }

    /// <summary>The sealed file is opened again with the bidder's own key file: what went in comes out.</summary>
    internal Task OpenOwnAsync(CancellationToken cancel) =>
        cli.RunAsync(cancel, ["open", SealedFile, "--key", KeyFile, "--password-file", stack.Folders.PasswordFile]);

    /// <summary>The receipt with its proof from the ledger.</summary>
    internal Task FetchReceiptAsync(CancellationToken cancel) =>
        cli.RunAsync(cancel, ["receipt", "--out", Receipt, "--wait", "60", .. Desk()]);

    private async Task SealAsync(string tenderRef, long priceFen, byte[] body, string[] more, CancellationToken cancel)
    {
        version++;
        var document = Path.Combine(folder, $"bid-{version}.pdf");
        await File.WriteAllBytesAsync(document, body, cancel);
        string[] arguments =
        [
            "seal",
            "--file",
            document,
            .. Bid(tenderRef, priceFen),
            "--out",
            SealedFile,
            "--key",
            KeyFile,
            "--password-file",
            stack.Folders.PasswordFile,
            "--authorities",
            stack.Folders.Authorities,
            .. more,
        ];
        await cli.RunAsync(cancel, arguments);
        PriceFen = priceFen;
    }

    private string[] Bid(string tenderRef, long priceFen) =>
        [
            "--vault",
            stack.VaultUrl.ToString(),
            "--tender",
            tenderRef,
            "--org-code",
            organisation.OrgCode,
            "--price",
            (priceFen / 100m).ToString("0.00", CultureInfo.InvariantCulture),
            "--period-days",
            "240",
            "--quality",
            "合格",
            "--manager",
            organisation.Signer,
        ];

    private string[] Desk() => SampleDesk.Options(stack, organisation, KeyFile);
}
