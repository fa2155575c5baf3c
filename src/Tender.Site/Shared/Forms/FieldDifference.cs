namespace Tender.Site.Shared.Forms;

/// <summary>A field that differs between two versions of the same form.</summary>
/// <param name="Field">Name of the property.</param>
/// <param name="Before">What stands there in the first.</param>
/// <param name="After">What stands there in the second.</param>
public sealed record FieldDifference(string Field, string Before, string After)
{
    private static readonly string[] Inner = ["Id", "Version"];

    /// <summary>Differences of two forms, in the order of their fields; what only the program needs is left out.</summary>
    public static IReadOnlyList<FieldDifference> Between<TForm>(TForm before, TForm after)
        where TForm : class =>
        [
            .. typeof(TForm)
                .GetProperties()
                .Where(p => p.PropertyType == typeof(string) && !Inner.Contains(p.Name))
                .Select(p => new FieldDifference(p.Name, Value(p.GetValue(before)), Value(p.GetValue(after))))
                .Where(d => d.Before != d.After),
        ];

    private static string Value(object? value) => ((string?)value ?? "").Trim().Normalize().ReplaceLineEndings("\n");
}
