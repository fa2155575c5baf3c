using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tender.House.Tests;

/// <summary>How big a file, a method, a constructor and a controller may be. Exceptions stand in one file with their reason.</summary>
public static class SizeGuard
{
    private const string ExceptionsPath = "tests/Tender.House.Tests/size-exceptions.txt";

    /// <summary>One line for each thing that is too big and has no exception, and for each exception without need.</summary>
    public static IReadOnlyList<string> Check(SourceTree tree)
    {
        var findings = new List<(string Key, string Line)>();
        var lengths = new List<(string Path, int Lines)>();
        foreach (var (path, text) in tree.Files("src/", ".cs"))
        {
            lengths.Add((path, Lines(text)));
            findings.AddRange(CheckSyntax(path, text));
        }

        findings.AddRange(lengths.Where(l => l.Lines > 400).Select(l => (l.Path, $"{l.Path}: {l.Lines} lines (400)")));
        findings.AddRange(CheckSpread("all of src", lengths.Select(l => l.Lines), 60, 180));
        foreach (var project in (string[])["src/Tender.Sealing/", "src/Tender.Ledger/"])
        {
            var own = lengths.Where(l => l.Path.StartsWith(project, StringComparison.Ordinal)).Select(l => l.Lines);
            findings.AddRange(CheckSpread(project, own, int.MaxValue, 250));
        }

        findings.AddRange(CheckLength(tree, "src/", ".cshtml", 150));
        findings.AddRange(CheckLength(tree, "src/Tender.Site/wwwroot/js/", ".js", 300));
        findings.AddRange(CheckLength(tree, "contracts/src/", ".sol", 300));
        return Judge(tree, findings);
    }

    private static List<string> Judge(SourceTree tree, List<(string Key, string Line)> findings)
    {
        var exceptions = tree[ExceptionsPath]
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(l => !l.StartsWith('#'))
            .Select(l => l.Split(" | ", 2))
            .ToList();
        var judged = findings.Where(f => !exceptions.Any(e => e[0] == f.Key)).Select(f => f.Line).ToList();
        judged.AddRange(
            exceptions.Where(e => e.Length < 2 || e[1].Length < 10).Select(e => $"{e[0]}: exception without a reason")
        );
        judged.AddRange(
            exceptions.Where(e => !findings.Any(f => f.Key == e[0])).Select(e => $"{e[0]}: exception not needed")
        );
        return judged;
    }

    private static IEnumerable<(string, string)> CheckSyntax(string path, string text)
    {
        var root = CSharpSyntaxTree.ParseText(text).GetRoot();
        foreach (var method in root.DescendantNodes().OfType<BaseMethodDeclarationSyntax>())
        {
            var name = method is MethodDeclarationSyntax m ? m.Identifier.Text : "constructor";
            var span = method.SyntaxTree.GetLineSpan(method.Body?.Span ?? method.Span);
            var lines = span.EndLinePosition.Line - span.StartLinePosition.Line - 1;
            if (lines > 40)
            {
                yield return ($"{path}#{name}", $"{path}#{name}: method of {lines} lines (40)");
            }
        }

        foreach (var type in root.DescendantNodes().OfType<TypeDeclarationSyntax>())
        {
            // A record's primary constructor is its shape, not its dependencies.
            var primary = type is RecordDeclarationSyntax ? 0 : type.ParameterList?.Parameters.Count ?? 0;
            var most = type
                .Members.OfType<ConstructorDeclarationSyntax>()
                .Select(c => c.ParameterList.Parameters.Count)
                .Append(primary)
                .Max();
            if (most > 6)
            {
                yield return (
                    $"{path}#{type.Identifier.Text}",
                    $"{path}#{type.Identifier.Text}: {most} parameters (6)"
                );
            }
        }

        foreach (var finding in CheckControllers(path, text, root))
        {
            yield return finding;
        }
    }

    private static IEnumerable<(string, string)> CheckControllers(
        string path,
        string text,
        Microsoft.CodeAnalysis.SyntaxNode root
    )
    {
        foreach (var type in root.DescendantNodes().OfType<ClassDeclarationSyntax>())
        {
            if (!type.Identifier.Text.EndsWith("Controller", StringComparison.Ordinal))
            {
                continue;
            }

            var actions = type
                .Members.OfType<MethodDeclarationSyntax>()
                .Count(m =>
                    m.AttributeLists.SelectMany(l => l.Attributes)
                        .Any(a => a.Name.ToString().StartsWith("Http", StringComparison.Ordinal))
                );
            if (Lines(text) > 150 || actions > 8)
            {
                yield return (path, $"{path}: controller of {Lines(text)} lines (150) and {actions} actions (8)");
            }
        }
    }

    private static IEnumerable<(string, string)> CheckLength(SourceTree tree, string folder, string ending, int most) =>
        tree.Files(folder, ending)
            .Where(f => Lines(f.Text) > most)
            .Select(f => (f.Path, $"{f.Path}: {Lines(f.Text)} lines ({most})"));

    private static IEnumerable<(string, string)> CheckSpread(string what, IEnumerable<int> lines, int median, int p90)
    {
        var sorted = lines.Order().ToList();
        if (sorted.Count == 0)
        {
            yield break;
        }

        if (sorted[sorted.Count / 2] > median)
        {
            yield return (what, $"{what}: median {sorted[sorted.Count / 2]} lines ({median})");
        }

        if (sorted[sorted.Count * 9 / 10] > p90)
        {
            yield return (what, $"{what}: ninetieth percentile {sorted[sorted.Count * 9 / 10]} lines ({p90})");
        }
    }

    private static int Lines(string text) => text.AsSpan().TrimEnd('\n').Count('\n') + 1;
}
