namespace Tender.Custodian.Checks;

/// <summary>Why a seat does not answer.</summary>
/// <param name="Check">Name of the check.</param>
/// <param name="Why">For the log and for people. MUST NOT name a bidder, a bid or a number of bids.</param>
/// <param name="IsEarly">It is only too early: the seat asks again and nobody need be told.</param>
internal sealed record Refusal(string Check, string Why, bool IsEarly = false);
