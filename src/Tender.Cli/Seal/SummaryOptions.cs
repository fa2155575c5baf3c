using System.CommandLine;
using System.Globalization;
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

    private readonly Option<int?> period = WholeNumber.Option(
        "--period-days",
        new Words("工期（交货期），日", "period in days"),
        0,
        100_000,
        "DAYS"
    );

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

    /// <summary>The summary as it is sealed.</summary>
    public async Task<byte[]> ReadAsync(ParseResult parsed, CancellationToken cancel)
    {
        var summary = parsed.GetValue(file) is { } path
            ? BidSummary.Parse(await InputFile.ReadAsync(path, cancel))
            : FromOptions(parsed);
        var bytes = summary.Write();
        _ = BidSummary.Parse(bytes);
        return bytes;
    }

    private BidSummary FromOptions(ParseResult parsed) =>
        new()
        {
            V = 1,
            PriceFen = Fen(
                parsed.GetValue(price)
                    ?? throw CliFailure.Usage(
                        "请用 --price 或 --summary 给出报价。",
                        "Give the price with --price or --summary."
                    )
            ),
            PeriodDays = parsed.GetValue(period) ?? 0,
            Quality = parsed.GetValue(quality) ?? "",
            Manager = parsed.GetValue(manager) ?? "",
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
}
