namespace Tender.Ledger.Verification;

/// <summary>One line of a verification.</summary>
/// <param name="Number">Number of the check (Ledger 7: 1 to 14).</param>
/// <param name="Name">What was checked; a fixed word of English that a program may translate.</param>
/// <param name="Outcome">What was found.</param>
/// <param name="Compared">What was compared with what, for people; values in short hex.</param>
public sealed record CheckLine(int Number, string Name, CheckOutcome Outcome, string Compared);
