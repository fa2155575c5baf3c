namespace Tender.Site.Plans;

/// <summary>The words under which sectors and procedures are stored, signed and sent.</summary>
public static class PlanWords
{
    public const string Open = "open";
    public const string Invited = "invited";
    public const string Prequalified = "prequalified";

    /// <summary>Water works: rules of their own .</summary>
    public const string Water = "water";

    public static IReadOnlyList<string> Sectors { get; } =
    ["building", "municipal", Water, "transport", "landscape", "equipment", "digital", "other"];

    public static IReadOnlyList<string> Methods { get; } = [Open, Invited, Prequalified];
}
