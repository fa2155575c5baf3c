namespace Tender.Sealing.Tests;

/// <summary>A sealed file of the frozen vectors with all chance that made it, in order.</summary>
internal sealed record FrozenFile(
    FrozenCase Case,
    SealRequest Request,
    Scalar PrivateKey,
    SealedBid Bid,
    byte[] File,
    IReadOnlyList<byte[]> Drawn
);
