using Tender.Ledger.Verification;
using Tender.Sealing;

namespace Tender.Cli.Verify;

/// <summary>Finds out what the input is, and gives it to its verifier.</summary>
internal sealed class VerifyInput(Say say)
{
    public required TrustFile? Trust { get; init; }

    public required bool Pinned { get; init; }

    public required IReadOnlyList<string> Files { get; init; }

    public required string? Bundle { get; init; }

    public required string? Earlier { get; init; }

    public async Task<int> ExecuteAsync(string path, CancellationToken cancel)
    {
        await using var input = InputFile.Open(path);
        var start = new byte[8];
        var read = await input.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancel);
        input.Position = 0;
        var report = start.AsSpan(0, read) switch
        {
            [0x89, 0x53, 0x42, 0x49, ..] => await new SealedFileReport(say).VerifyAsync(input, cancel),
            [0x50, 0x4B, ..] => await VerifyBundleAsync(input, cancel),
            [(byte)'{', ..] => await VerifyTextAsync(input, cancel),
            _ => Reports.Unreadable("input", "neither a receipt, nor a sealed file, nor a bundle, nor a history"),
        };
        Reports.Tell(say, report, Trust, Pinned);
        return report.ExitCode;
    }

    private async Task<VerificationReport> VerifyTextAsync(FileStream input, CancellationToken cancel)
    {
        var text = new byte[Math.Min(input.Length, HistoryFile.MaxLength + 1)];
        await input.ReadExactlyAsync(text, cancel);
        if (!HistoryFile.IsOne(text))
            return await VerifyReceiptAsync(text, cancel);
        if (Earlier is null)
            return HistoryVerifier.Verify(text);
        var kept = await InputFile.ReadAsync(Earlier, cancel);
        return HistoryVerifier.Verify(text, kept);
    }

    private async Task<VerificationReport> VerifyReceiptAsync(byte[] text, CancellationToken cancel)
    {
        var trust = Trusted();
        var context = new ReceiptContext
        {
            File = Files.Count > 0 ? (await FactsAsync(cancel))[0] : null,
            Bundle = Bundle is { } path ? await ReadBundleAsync(path, cancel) : null,
        };
        return new ReceiptVerifier(trust).Verify(text, context);
    }

    private async Task<VerificationReport> VerifyBundleAsync(FileStream input, CancellationToken cancel)
    {
        var trust = Trusted();
        return await new BundleVerifier(trust).VerifyAsync(input, await FactsAsync(cancel), null, cancel);
    }

    private static async Task<OpeningBundle> ReadBundleAsync(string path, CancellationToken cancel)
    {
        await using var zip = InputFile.Open(path);
        return await OpeningBundle.ReadAsync(zip, cancel);
    }

    private async Task<List<FileFacts>> FactsAsync(CancellationToken cancel)
    {
        var facts = new List<FileFacts>();
        foreach (var path in Files)
        {
            await using var file = InputFile.Open(path);
            var read = await say.ProgressAsync(
                Path.GetFileName(path),
                Path.GetFileName(path),
                file.Length,
                progress => SealedFileHasher.ReadAsync(file, progress, cancel)
            );
            facts.Add(new FileFacts(read.Root(), read.Header!.Hash(), read.Length));
        }

        return facts;
    }

    private TrustFile Trusted() =>
        Trust
        ?? throw CliFailure.Usage(
            "核验回执和开标包需要 --trust 信任文件。",
            "A receipt or a bundle is verified against a trust file: give --trust."
        );
}
