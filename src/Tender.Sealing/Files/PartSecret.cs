namespace Tender.Sealing;

/// <summary>The secret S_T of one part: who has it can open the part, so it lives in the key file only.</summary>
/// <param name="PartId">The part.</param>
/// <param name="Secret">32 bytes.</param>
public sealed record PartSecret(byte PartId, byte[] Secret);
