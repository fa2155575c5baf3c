namespace Tender.Sealing;

/// <summary>
/// The only source of chance in the product. Programs use <see cref="SystemRandom"/>; tests a seeded one, so that every run can be repeated.
/// </summary>
public interface IRandom
{
    /// <summary>Fills the whole of <paramref name="destination"/> with uniformly random bytes. Implementations MUST be safe for concurrent use.</summary>
    void Fill(Span<byte> destination);
}
