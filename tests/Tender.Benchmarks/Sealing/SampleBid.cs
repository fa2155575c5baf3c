using Tender.Sealing;

namespace Tender.Benchmarks.Sealing;

/// <summary>A request to a key that nobody has.</summary>
internal static class SampleBid
{
    public static SealRequest Request(Stream content, long length, int workers = 1)
    {
        var random = SystemRandom.Instance;
        return new SealRequest
        {
            TenderRef = random.Bytes(32),
            Lot = random.NewId(),
            DocHash = random.Bytes(32),
            KeySetId = random.Bytes(32),
            PublicKey = P256.Generator.Multiply(Scalar.Random(random)).Encode65(),
            BidNonce = random.Bytes(32),
            OrganisationCode = "91370100MA3TEST012",
            Parts = [new SealInput(1, 1, content, length)],
            Workers = workers,
        };
    }
}
