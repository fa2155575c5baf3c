using System.Security.Cryptography;
using Tender.Ledger.Receipts;
using Tender.Sample.Cast;
using Tender.Sample.Stack;

namespace Tender.Sample.Demo;

/// <summary>What an outsider does afterwards, with files only: nothing of the platform runs any more.</summary>
internal sealed class DemoVerification(DemoPlay play, TenderCli cli, SampleFolders folders, Action<string> tell)
{
    private const int Forged = 1;

    internal async Task VerifyAsync(SampleCertificates certificates, CancellationToken cancel)
    {
        using var supervisor = certificates.Load(SampleCast.Supervisor);
        // The outsider knows the supervisor's certificate from elsewhere; everything else follows from it.
        var pin = Convert.ToHexStringLower(SHA256.HashData(supervisor.RawData));
        string[] trust = ["--trust", folders.TrustFile, "--pin", pin, "--lang", "en"];

        tell("");
        tell("tender verify opening.zip");
        tell(Indent(await cli.RunAsync(cancel, ["verify", play.Bundle, .. trust])));
        foreach (var bidder in play.Bidders)
        {
            tell("");
            tell($"tender verify receipt.json          ({bidder.Organisation.Name})");
            string[] set = bidder.PriceFen is null ? [] : ["--file", bidder.SealedFile, "--bundle", play.Bundle];
            tell(Indent(await cli.RunAsync(cancel, ["verify", bidder.Receipt, .. set, .. trust])));
        }

        var forged = await ForgeAsync(play.Bidders[0].Receipt, cancel);
        await cli.ExpectAsync(Forged, cancel, ["verify", forged, .. trust]);
        tell("");
        tell("✓ a receipt with one changed bit is refused as forged");
    }

    /// <summary>A copy of a receipt with another root of its window, otherwise well made: its digest fits again.</summary>
    private static async Task<string> ForgeAsync(string receipt, CancellationToken cancel)
    {
        var original = OfflineReceipt.Parse(await File.ReadAllBytesAsync(receipt, cancel));
        byte[] root = [.. original.Window.Root];
        root[0] ^= 1;
        var path = Path.Combine(Path.GetDirectoryName(receipt)!, "forged.json");
        var forged = original with { Window = original.Window with { Root = root } };
        await File.WriteAllBytesAsync(path, forged.WithDigest().Write(), cancel);
        return path;
    }

    private static string Indent(string text) => "    " + text.Replace("\n", "\n    ", StringComparison.Ordinal);
}
