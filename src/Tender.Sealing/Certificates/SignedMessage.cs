using System.Security.Cryptography.X509Certificates;

namespace Tender.Sealing;

/// <summary>A signed message whose signature held.</summary>
public sealed record SignedMessage
{
    /// <summary>The bytes that were signed.</summary>
    public required byte[] Content { get; init; }

    /// <summary>The signer's certificate as the message carries it; not yet checked against a trust list.</summary>
    public required X509Certificate2 Signer { get; init; }

    /// <summary>Further certificates of the message.</summary>
    public required IReadOnlyList<X509Certificate2> Others { get; init; }

    /// <summary>What the signer's clock said; it decides nothing.</summary>
    public required DateTimeOffset SigningTime { get; init; }
}
