namespace Tender.Sealing.Tests;

/// <summary>Content that is stated, not stored: byte i is <c>(31 i + 7 floor(i / 256) + seed) mod 256</c>.</summary>
internal sealed record FrozenContent(byte PartId, byte Phase, int Length, int Seed)
{
    public byte[] Bytes() => Sealed.Pattern(Length, Seed);
}
