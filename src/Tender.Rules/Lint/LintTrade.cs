namespace Tender.Rules.Lint;

/// <summary>What is tendered.</summary>
public enum LintTrade
{
    /// <summary>Construction.</summary>
    Construction,

    /// <summary>Water works.</summary>
    Water,

    /// <summary>Goods.</summary>
    Goods,

    /// <summary>Services.</summary>
    Services,

    /// <summary>Roads and bridges.</summary>
    Road,
}
