namespace Tender.Ledger.Verification;

/// <summary>A record with what opens its hash.</summary>
/// <param name="Phase">From 1.</param>
/// <param name="Text">Canonical text of an <see cref="OpeningRecord"/>.</param>
/// <param name="Salt">32 bytes.</param>
public sealed record OpeningRecordFile(int Phase, byte[] Text, byte[] Salt);
