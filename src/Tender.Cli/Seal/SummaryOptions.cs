using System.CommandLine;
using System.Globalization;
using Tender.Ledger.Receipts;
using Tender.Sealing;

namespace Tender.Cli.Seal;

/// <summary>Part 1 of a bid: price, period, quality, manager; from a JSON file or from options.</summary>
internal sealed class SummaryOptions
{
    private readonly Option<string> file = CliShell.Option(
        "--summary",
        "投标摘要 JSON（priceFen periodDays quality manager）",
        "summary of the bid as JSON",
        value: "FILE"
    );

    private readonly Option<string> price = CliShell.Option(
        "--price",
        "报价，元，最多两位小数",
        "price in yuan",
        value: "YUAN"
    );

    private readonly Option<int?> period = new("--period-days") { Description = "工期（交货期），日 / period in days" };

    private readonly Option<string> quality = CliShell.Option(
        "--quality",
        "质量承诺",
        "promised quality",
        value: "TEXT"
    );

    private readonly Option<string> manager = CliShell.Option(
        "--manager",
        "项目负责人",
        "project manager",
        value: "NAME"
    );

    public void AddTo(Command command)
    {
        command.Add(file);
        command.Add(price);
        command.Add(period);
        command.Add(quality);
        command.Add(manager);
    }

    /// <summary>The summary as it is sealed: canonical JSON (RFC 8785).</summary>
    public async Task<byte[]> ReadAsync(ParseResult parsed, CancellationToken cancel)
    {
        var summary = parsed.GetValue(file) is { } path
            ? BidSummary.Parse(CanonicalJson.Canonicalise(await File.ReadAllBytesAsync(path, cancel)))
            : FromOptions(parsed);
        var canonical = CanonicalJson.Canonicalise(WireJson.Write(summary));
        _ = BidSummary.Parse(canonical);
        return canonical;
    }

    private BidSummary FromOptions(ParseResult parsed) =>
        new()
        {
            V = 1,
            PriceFen = Fen(parsed.GetValue(price) ?? throw Missing("--price")),
            PeriodDays = parsed.GetValue(period) ?? throw Missing("--period-days"),
            Quality = parsed.GetValue(quality) ?? throw Missing("--quality"),
            Manager = parsed.GetValue(manager) ?? throw Missing("--manager"),
        };

    private static long Fen(string yuan)
    {
        const NumberStyles style = NumberStyles.AllowDecimalPoint;
        var good = decimal.TryParse(yuan, style, CultureInfo.InvariantCulture, out var value);
        if (!good || value < 0 || value > 1_000_000_000_000m || decimal.Round(value, 2) != value)
            throw CliFailure.Usage(
                "报价应为元，最多两位小数，例如 1234567.89。",
                "A price is in yuan with at most two decimals, such as 1234567.89."
            );
        return (long)(value * 100);
    }

    private static CliFailure Missing(string option) =>
        CliFailure.Usage(
            $"缺少 {option}，或用 --summary 给出摘要文件。",
            $"{option} is missing; or give a file with --summary."
        );
}
