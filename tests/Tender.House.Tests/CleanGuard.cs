using System.Text.RegularExpressions;

namespace Tender.House.Tests;

/// <summary>What a repository for strangers may not carry: places of one machine, addresses of package sources.</summary>
public static partial class CleanGuard
{
    /// <summary>One line for each place.</summary>
    public static IReadOnlyList<string> Check(SourceTree tree) =>
        [
            .. tree.Files("", "")
                .Where(f => !f.Path.StartsWith("tests/Tender.House.Tests/", StringComparison.Ordinal))
                .SelectMany(f =>
                    f.Text.Split('\n')
                        .Select((line, index) => (line, index))
                        .Where(l => MachinePath().IsMatch(l.line) || PackageHost().IsMatch(l.line))
                        .Select(l => $"{f.Path}:{l.index + 1}: {l.line.Trim()[..Math.Min(l.line.Trim().Length, 120)]}")
                ),
        ];

    [GeneratedRegex(@"(?<![\w.])/(work|root|home/\w+)/")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"https?://[^\s""']*(npmjs|nuget\.org|debian\.org|yarnpkg)|""resolved""\s*:\s*""https?:")]
    private static partial Regex PackageHost();
}
