using System.Security.Cryptography;

namespace Tender.Sealing;

/// <summary>The operating system's generator.</summary>
public sealed class SystemRandom : IRandom
{
    /// <summary>The one instance; it has no state.</summary>
    public static SystemRandom Instance { get; } = new();

    /// <inheritdoc />
#pragma warning disable RS0030 // the one place where the banned generator is used
    public void Fill(Span<byte> destination) => RandomNumberGenerator.Fill(destination);
#pragma warning restore RS0030
}
