using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tender.House.Tests;

/// <summary>Names that say nothing, and the one name that would shadow the root namespace.</summary>
public static class NameGuard
{
    private static readonly string[] Empty =
    [
        "Manager",
        "Helper",
        "Helpers",
        "Util",
        "Utils",
        "Utility",
        "Impl",
        "Info",
    ];

    /// <summary>One line for each type with a name of the list.</summary>
    public static IReadOnlyList<string> Check(SourceTree tree) =>
        [
            .. tree.Files("", ".cs")
                .SelectMany(f =>
                    CSharpSyntaxTree
                        .ParseText(f.Text)
                        .GetRoot()
                        .DescendantNodes()
                        .OfType<BaseTypeDeclarationSyntax>()
                        .Select(t => t.Identifier.Text)
                        .Where(n =>
                            n == "Tender"
                            || n.EndsWith("Base", StringComparison.Ordinal) && n.Length > 4
                            || Empty.Any(e => n.EndsWith(e, StringComparison.Ordinal))
                        )
                        .Select(n => $"{f.Path}: a type may not be named {n}")
                ),
        ];
}
