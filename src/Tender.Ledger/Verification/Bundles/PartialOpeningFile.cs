namespace Tender.Ledger.Verification;

/// <summary>A seat's partial opening as it was sent.</summary>
/// <param name="Phase">Phase of the set.</param>
/// <param name="Seat">From 1.</param>
/// <param name="Cms">The CMS message.</param>
public sealed record PartialOpeningFile(int Phase, int Seat, byte[] Cms);
