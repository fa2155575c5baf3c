using Tender.Sealing;

namespace Tender.Vault.Tests.Kit;

/// <summary>
/// A bidder's chance that gives every other part the opposite of the ephemeral key before: the second of four draws of a part, in the order
/// in which a header is made (S_T, e, hedge, IV).
/// </summary>
internal sealed class OppositeKeys : IRandom
{
    private readonly Scalar key = Scalar.Random(SystemRandom.Instance);
    private int headers;

    public void Fill(Span<byte> destination)
    {
        SystemRandom.Instance.Fill(destination);
        // Segments draw shorter IVs.
        if (destination.Length != 32)
            return;
        var draw = headers++;
        if (draw % 4 == 1)
            (draw % 8 == 1 ? key : Scalar.Zero.Subtract(key)).Encode().CopyTo(destination);
    }
}
