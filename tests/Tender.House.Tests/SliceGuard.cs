using System.Text.RegularExpressions;

namespace Tender.House.Tests;

/// <summary>Slices of the site follow the words of the law: one uses what stands to its left, never to its right.</summary>
public static partial class SliceGuard
{
    private static readonly string[] Order =
    [
        "Registration",
        "Organisations",
        "Certificates",
        "Mandates",
        "Plans",
        "Notices",
        "Questions",
        "Bids",
        "Opening",
        "Evaluation",
        "Awards",
        "Contracts",
        "Objections",
        "Supervision",
        "Administration",
        "PublicSite",
    ];

    private const int MostFiles = 25;

    /// <summary>One line for each arrow to the right, and for each folder of a slice that has grown too large.</summary>
    public static IReadOnlyList<string> Check(SourceTree tree)
    {
        var findings = new List<string>();
        foreach (var slice in Order)
        {
            var place = Array.IndexOf(Order, slice);
            var files = tree.Files($"src/Tender.Site/{slice}/", ".cs").ToList();
            foreach (var (path, text) in files)
            {
                findings.AddRange(
                    Uses()
                        .Matches(text)
                        .Select(m => m.Groups[1].Value)
                        .Where(used => Array.IndexOf(Order, used) > place)
                        .Distinct()
                        .Select(used => $"{path}: {slice} may not use {used}")
                );
            }

            findings.AddRange(
                tree.Files($"src/Tender.Site/{slice}/", ".cs")
                    .Concat(tree.Files($"src/Tender.Site/{slice}/", ".cshtml"))
                    .GroupBy(f => f.Path[..f.Path.LastIndexOf('/')])
                    .Where(g => g.Count() > MostFiles)
                    .Select(g => $"{g.Key}: {g.Count()} files ({MostFiles})")
            );
        }

        return findings;
    }

    [GeneratedRegex(@"Tender\.Site\.([A-Z]\w+)")]
    private static partial Regex Uses();
}
