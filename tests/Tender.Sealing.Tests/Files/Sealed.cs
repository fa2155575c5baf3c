using Microsoft.Extensions.Time.Testing;
using Tender.Testing;

namespace Tender.Sealing.Tests;

/// <summary>A small sealed bid with everything that made it, from seeded chance.</summary>
internal sealed class Sealed
{
    public static readonly TimeProvider Clock = new FakeTimeProvider(
        new DateTimeOffset(2026, 11, 24, 1, 30, 0, TimeSpan.Zero)
    );

    private Sealed() { }

    public required Scalar PrivateKey { get; init; }

    public CurvePoint PublicKey => P256.Generator.Multiply(PrivateKey);

    public required SealRequest Request { get; init; }

    public required SealedBid Bid { get; init; }

    public required byte[] File { get; init; }

    public required IReadOnlyList<byte[]> Contents { get; init; }

    public SealedHeader Header => Bid.Header;

    public static SealRequest NewRequest(IRandom random, CurvePoint publicKey, params IReadOnlyList<byte[]> contents) =>
        new()
        {
            TenderRef = random.Bytes(32),
            Lot = random.NewId(),
            DocHash = random.Bytes(32),
            KeySetId = random.Bytes(32),
            PublicKey = publicKey.Encode65(),
            BidNonce = random.Bytes(32),
            OrganisationCode = "91370100MA3TEST012",
            Parts = [.. contents.Select((c, i) => SealInput.Of((byte)(i + 1), 1, c))],
        };

    public static async Task<Sealed> MakeAsync(
        ulong seed,
        IReadOnlyList<byte[]> contents,
        Func<SealRequest, SealRequest>? change = null
    )
    {
        var random = new SeededRandom(seed);
        var privateKey = Scalar.Random(random);
        var request = NewRequest(random, P256.Generator.Multiply(privateKey), contents);
        request = change?.Invoke(request) ?? request;
        using var file = new MemoryStream();
        var bid = await new BidSealer(random, Clock).SealAsync(request, file);
        return new Sealed
        {
            PrivateKey = privateKey,
            Request = request,
            Bid = bid,
            File = file.ToArray(),
            Contents = contents,
        };
    }

    /// <summary>Opens every part of a file as the custodians would, with all checks in their order.</summary>
    public async Task<IReadOnlyList<byte[]>> OpenAsync(byte[] file)
    {
        var hasher = new SealedFileHasher();
        hasher.Append(file);
        _ = hasher.Root();
        var header = hasher.Header!;
        header.CheckLabels();
        var opened = new List<byte[]>();
        foreach (var part in header.Parts)
        {
            var shared = CurvePoint.Decode65(part.Enc.Span).Multiply(PrivateKey);
            var key = header.PartKey(part, header.UnwrapSecret(part, PublicKey, shared));
            opened.Add(await OpenPartAsync(header, part, key, file));
        }

        return opened;
    }

    public static async Task<byte[]> OpenPartAsync(SealedHeader header, SealedPart part, byte[] key, byte[] file)
    {
        using var input = new MemoryStream(file);
        input.Position = part.Offset;
        using var output = new MemoryStream();
        await new BidOpener(header, part, key).OpenAsync(input, output);
        return output.ToArray();
    }

    public static byte[] Pattern(int length, int seed = 0)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
            bytes[i] = (byte)(i * 31 + i / 256 * 7 + seed);
        return bytes;
    }
}
