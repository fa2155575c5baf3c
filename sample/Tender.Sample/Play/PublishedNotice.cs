namespace Tender.Sample.Play;

/// <summary>A notice that everybody can read now.</summary>
/// <param name="No">Its number, as in its address.</param>
/// <param name="TenderRef">The section's reference in the vault, 64 hex digits.</param>
/// <param name="Deadline">T.</param>
public sealed record PublishedNotice(string No, string TenderRef, DateTimeOffset Deadline);
