using System.Xml.Linq;

namespace Tender.House.Tests;

/// <summary>The arrows between projects: what each may use, and which packages stay behind which wall.</summary>
public static class ReferenceGuard
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Tender.Rules"] = [],
        ["Tender.Sealing"] = [],
        ["Tender.Ledger"] = ["Tender.Sealing"],
        ["Tender.Vault.Client"] = ["Tender.Sealing"],
        ["Tender.Vault"] = ["Tender.Sealing", "Tender.Ledger"],
        ["Tender.Custodian"] = ["Tender.Sealing", "Tender.Ledger", "Tender.Vault.Client"],
        ["Tender.Site"] = ["Tender.Rules", "Tender.Sealing", "Tender.Ledger", "Tender.Vault.Client"],
        ["Tender.Cli"] = ["Tender.Rules", "Tender.Sealing", "Tender.Ledger", "Tender.Vault.Client"],
    };

    /// <summary>Packages that only these projects may name: EF Core is the site's, the curve library is the formats'.</summary>
    private static readonly Dictionary<string, string[]> PackageHomes = new()
    {
        ["BouncyCastle.Cryptography"] = ["Tender.Sealing", "Tender.Ledger"],
        ["Microsoft.EntityFrameworkCore"] = ["Tender.Site"],
        ["Npgsql.EntityFrameworkCore.PostgreSQL"] = ["Tender.Site"],
        ["Spectre.Console"] = ["Tender.Cli"],
    };

    private static readonly string[] NotServed =
    [
        "Nethereum",
        "QuestPDF",
        "tusdotnet",
        "iText",
        "MigraDoc",
        "PDFsharp",
        "MediatR",
        "AutoMapper",
        "MassTransit",
    ];

    /// <summary>One line for each arrow that the table does not allow.</summary>
    public static IReadOnlyList<string> Check(SourceTree tree)
    {
        var findings = new List<string>();
        foreach (var (path, text) in tree.Files("", ".csproj"))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            var project = XDocument.Parse(text);
            var packages = Includes(project, "PackageReference").ToList();
            findings.AddRange(
                packages
                    .Where(p => NotServed.Any(n => p.StartsWith(n, StringComparison.OrdinalIgnoreCase)))
                    .Select(p => $"{name} uses {p}, which the house does without")
            );
            if (path.StartsWith("src/", StringComparison.Ordinal))
            {
                findings.AddRange(CheckSource(name, Includes(project, "ProjectReference").ToList(), packages));
            }
        }

        return findings;
    }

    private static IEnumerable<string> CheckSource(string name, List<string> references, List<string> packages)
    {
        if (!Allowed.TryGetValue(name, out var allowed))
        {
            return [$"{name} is not in the table of projects"];
        }

        var arrows = references
            .Select(Path.GetFileNameWithoutExtension)
            .Where(r => !allowed.Contains(r))
            .Select(r => $"{name} may not use {r}");
        var walls = packages
            .Where(p => PackageHomes.TryGetValue(p, out var homes) && !homes.Contains(name))
            .Select(p => $"{name} may not use the package {p}");
        return [.. arrows, .. walls];
    }

    private static IEnumerable<string> Includes(XDocument project, string element) =>
        project.Descendants(element).Select(e => e.Attribute("Include")?.Value.Replace('\\', '/')).OfType<string>();
}
