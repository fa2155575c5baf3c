namespace Tender.Ledger.Verification;

/// <summary>What k answers gave for the parts of one bid in one phase.</summary>
/// <param name="SummaryKey">Key of part 1; null when it is garbage or in another phase.</param>
/// <param name="Parts">Parts of the phase.</param>
/// <param name="Open">Parts whose key was found.</param>
internal sealed record CombinedBid(byte[]? SummaryKey, int Parts, int Open);
