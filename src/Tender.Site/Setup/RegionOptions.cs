using Tender.Site.Shared.Text;

namespace Tender.Site.Setup;

/// <summary>Configuration section <c>Region</c>: the districts that plans and notices are sorted by.</summary>
public sealed class RegionOptions
{
    public IReadOnlyList<District> Districts { get; set; } = [];

    public IReadOnlyList<string> Codes => [.. Districts.Select(d => d.Code)];

    /// <summary>Name in the language of the page; the code itself where it is unknown.</summary>
    public string NameOf(string? code) =>
        Districts.FirstOrDefault(d => d.Code == code) is { } district
            ? Lang.Pick(district.Zh, district.En)
            : code ?? "";
}

/// <summary>A district by its division code (GB/T 2260).</summary>
public sealed class District
{
    public string Code { get; set; } = "";

    public string Zh { get; set; } = "";

    public string En { get; set; } = "";
}
