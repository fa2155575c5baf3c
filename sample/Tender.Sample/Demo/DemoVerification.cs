using System.Security.Cryptography;
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
        tell("✓ a receipt with one changed digit is refused as forged");
    }

    /// <summary>A copy of a receipt in which one digit of the block's hash differs.</summary>
    private static async Task<string> ForgeAsync(string receipt, CancellationToken cancel)
    {
        var text = await File.ReadAllTextAsync(receipt, cancel);
        const string member = "\"root\":\"";
        var at = text.IndexOf(member, StringComparison.Ordinal) + member.Length;
        var digit = text[at] == '0' ? '1' : '0';
        var path = Path.Combine(Path.GetDirectoryName(receipt)!, "forged.json");
        await File.WriteAllTextAsync(path, text[..at] + digit + text[(at + 1)..], cancel);
        return path;
    }

    private static string Indent(string text) => "    " + text.Replace("\n", "\n    ", StringComparison.Ordinal);
}
