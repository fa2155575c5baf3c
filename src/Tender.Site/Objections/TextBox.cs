namespace Tender.Site.Objections;

/// <summary>A large field of a form in this slice.</summary>
/// <param name="Field">The form's property.</param>
/// <param name="Typed">What stands in it.</param>
/// <param name="Hint">One short sentence.</param>
public sealed record TextBox(string Field, string? Typed, string Hint);
