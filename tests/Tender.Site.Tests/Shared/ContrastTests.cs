using System.Globalization;
using System.Text.RegularExpressions;
using Tender.Testing;
using Xunit;

namespace Tender.Site.Tests.Shared;

/// <summary>The pairs of colours that stand on each other, computed from the one file that holds them.</summary>
public sealed partial class ContrastTests
{
    private static readonly Dictionary<string, string> Tokens = Token()
        .Matches(File.ReadAllText(Path.Combine(Repository.Root, "src", "Tender.Site", "Styles", "_tokens.scss")))
        .ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);

    [Theory]
    [InlineData("ink", "surface", 4.5)]
    [InlineData("ink", "page", 4.5)]
    [InlineData("muted", "page", 4.5)]
    [InlineData("muted", "surface", 4.5)]
    [InlineData("brand", "surface", 4.5)]
    [InlineData("brand", "page", 4.5)]
    [InlineData("surface", "brand", 4.5)]
    [InlineData("surface", "brand-ink", 4.5)]
    [InlineData("brand-ink", "brand-tint", 4.5)]
    [InlineData("seal", "surface", 4.5)]
    [InlineData("seal-text", "seal-tint", 4.5)]
    [InlineData("ok", "surface", 4.5)]
    [InlineData("warn", "warn-tint", 4.5)]
    [InlineData("ink", "focus", 4.5)]
    [InlineData("field", "surface", 3)]
    [InlineData("gold", "brand-ink", 3)]
    public void Pair_OfText_HasContrast(string front, string back, double least) =>
        Assert.True(
            Contrast(Tokens[front], Tokens[back]) >= least,
            $"{front} on {back}: {Contrast(Tokens[front], Tokens[back]):0.0}"
        );

    [Fact]
    public void Style_OutsideTheTokens_HoldsNoColour()
    {
        var folder = Path.Combine(Repository.Root, "src", "Tender.Site", "Styles");
        var found = Directory
            .EnumerateFiles(folder, "*.scss")
            .Where(f => Path.GetFileName(f) != "_tokens.scss" && Colour().IsMatch(File.ReadAllText(f)));

        Assert.Empty(found.Select(Path.GetFileName));
    }

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>Relative luminance, WCAG 2.2.</summary>
    private static double Luminance(string hex)
    {
        double Channel(int at)
        {
            var value = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return 0.2126 * Channel(1) + 0.7152 * Channel(3) + 0.0722 * Channel(5);
    }

    [GeneratedRegex(@"^\$([a-z-]+): (#[0-9a-f]{6});", RegexOptions.Multiline)]
    private static partial Regex Token();

    [GeneratedRegex(@"#[0-9a-fA-F]{3,8}\b(?![^{]*\})|:\s*#[0-9a-fA-F]{3,8}\b")]
    private static partial Regex Colour();
}
