namespace Tender.Rules;

/// <summary>What holds for all rules of a pack.</summary>
/// <param name="FromMemoryShipsAs">What a rule does whose source nobody compared.</param>
/// <param name="TenderKeepsPackOf">The event whose date decides which pack a tender keeps.</param>
/// <param name="ConfirmNeeds">Fields that a confirmation fills.</param>
public sealed record PackPolicy(
    Enforcement FromMemoryShipsAs,
    string TenderKeepsPackOf,
    IReadOnlyList<string> ConfirmNeeds
);

/// <summary>How a pack counts.</summary>
/// <param name="Default">Mode of minimum periods.</param>
/// <param name="Alternatives">Modes that a region may choose.</param>
/// <param name="RestDays">What rest days are, in words.</param>
/// <param name="Citation">Articles.</param>
public sealed record DayCounting(
    CountMode Default,
    IReadOnlyList<CountMode> Alternatives,
    string RestDays,
    IReadOnlyList<Citation> Citation
);
