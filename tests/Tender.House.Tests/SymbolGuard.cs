using System.Text.RegularExpressions;

namespace Tender.House.Tests;

/// <summary>What no source may contain. The compiler's banned list is the first wall; this one also covers scripts and pages.</summary>
public static partial class SymbolGuard
{
    private static readonly (string Folder, string Ending, Regex Pattern, string Why)[] Rules =
    [
        ("src/", ".cs", Clock(), "time comes from TimeProvider"),
        ("src/", ".cs", Chance(), "chance comes from IRandom"),
        ("src/", ".cs", Swallow(), "a swallowed exception hides a lost bid"),
        ("src/Tender.Site/wwwroot/js/", ".js", UnsafeDom(), "no markup from strings, no weak randomness"),
        ("src/", ".cshtml", InlineScript(), "no inline script, style or handler (CSP)"),
        ("src/", ".cs", Unfinished(), "nothing unfinished"),
        ("src/Tender.Site/wwwroot/js/", ".js", Unfinished(), "nothing unfinished"),
        ("contracts/src/", ".sol", Unfinished(), "nothing unfinished"),
        ("src/Tender.Site/", ".cs", LedgerKeys(), "the site holds no ledger key"),
    ];

    /// <summary>One line for each place that a rule finds.</summary>
    public static IReadOnlyList<string> Check(SourceTree tree)
    {
        var findings = new List<string>();
        foreach (var (folder, ending, pattern, why) in Rules)
        {
            foreach (var (path, text) in tree.Files(folder, ending))
            {
                findings.AddRange(
                    text.Split('\n')
                        .Select((line, index) => (line, index))
                        .Where(l =>
                            pattern.IsMatch(l.line) && !l.line.Contains("house:allow", StringComparison.Ordinal)
                        )
                        .Select(l => $"{path}:{l.index + 1}: {why}: {l.line.Trim()}")
                );
            }
        }

        if (!tree["Directory.Build.props"].Contains("BannedSymbols.txt", StringComparison.Ordinal))
        {
            findings.Add("Directory.Build.props no longer hands BannedSymbols.txt to the compiler");
        }

        return findings;
    }

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?(Now|Today)\b|Environment\.TickCount")]
    private static partial Regex Clock();

    [GeneratedRegex(@"\bnew Random\(|Random\.Shared|Guid\.(NewGuid|CreateVersion7)\(")]
    private static partial Regex Chance();

    [GeneratedRegex(@"catch\s*(\(\s*Exception\s*\w*\))?\s*\{\s*\}")]
    private static partial Regex Swallow();

    [GeneratedRegex(@"\.(inner|outer)HTML\b|insertAdjacentHTML|document\.write|\beval\(|new Function\(|Math\.random")]
    private static partial Regex UnsafeDom();

    [GeneratedRegex(@"<script(?![^>]*\bsrc=)|<style\b|\sstyle=""|\son(click|load|submit|change|input)=|@Html\.Raw")]
    private static partial Regex InlineScript();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"\b(ITransactionSender|IEthSigner|EthKey|LegacyTransaction|SeatKeys)\b")]
    private static partial Regex LedgerKeys();
}
