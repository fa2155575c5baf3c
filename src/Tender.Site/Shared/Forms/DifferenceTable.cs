namespace Tender.Site.Shared.Forms;

/// <summary>Two versions of a form side by side.</summary>
/// <param name="Differences">Fields that differ.</param>
/// <param name="Before">Head of the first column.</param>
/// <param name="After">Head of the second column.</param>
public sealed record DifferenceTable(IReadOnlyList<FieldDifference> Differences, string Before, string After);
