using System.Security.Cryptography;
using Tender.Testing;
using static Tender.Sealing.Tests.Frozen;

namespace Tender.Sealing.Tests;

/// <summary>One sealed file of the frozen vectors: what goes in, and after sealing everything in between.</summary>
internal sealed record FrozenCase(string Name, bool Padded, params IReadOnlyList<FrozenContent> Contents)
{
    private const long SealedAt = 1_795_483_800_000;
    private const int DrawsPerPart = 4;

    /// <summary>Cases of SBID1 18: plaintexts of 8 and around a segment, one to three parts, padded and not.</summary>
    public static IReadOnlyList<FrozenCase> All { get; } =
    [
        new("one-part-8", false, new FrozenContent(1, 1, 0, 0)),
        new("one-part-8-padded", true, new FrozenContent(1, 1, 0, 0)),
        new("one-part-262111", false, new FrozenContent(1, 1, 262_103, 1)),
        new("one-part-262112", false, new FrozenContent(1, 1, 262_104, 2)),
        new("one-part-262113", false, new FrozenContent(1, 1, 262_105, 3)),
        new("one-part-262113-padded", true, new FrozenContent(1, 1, 262_105, 4)),
        new("two-parts-small", false, new FrozenContent(1, 1, 86, 5), new FrozenContent(2, 1, 1_000, 6)),
        new("two-parts-262112", false, new FrozenContent(1, 1, 90, 7), new FrozenContent(2, 2, 262_104, 8)),
        new(
            "three-parts-padded",
            true,
            new FrozenContent(1, 1, 120, 9),
            new FrozenContent(2, 1, 262_105, 10),
            new FrozenContent(4, 2, 4_000, 11)
        ),
        new("two-parts-padded", true, new FrozenContent(1, 1, 86, 12), new FrozenContent(2, 1, 1_500, 13)),
        new(
            "three-parts",
            false,
            new FrozenContent(1, 1, 86, 14),
            new FrozenContent(2, 1, 1_000, 15),
            new FrozenContent(3, 2, 0, 16)
        ),
    ];

    public async Task<FrozenFile> SealAsync()
    {
        var seeded = new SeededRandom((ulong)Name.Sum(c => c) * 1_000 + (ulong)Name.Length);
        var privateKey = Scalar.Random(seeded);
        var publicKey = P256.Generator.Multiply(privateKey);
        var request = Sealed.NewRequest(seeded, publicKey) with
        {
            Padded = Padded,
            Parts = [.. Contents.Select(c => SealInput.Of(c.PartId, c.Phase, c.Bytes()))],
        };
        var random = new RecordingRandom(seeded);
        using var file = new MemoryStream();
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(
            DateTimeOffset.FromUnixTimeMilliseconds(SealedAt)
        );
        var bid = await new BidSealer(random, time).SealAsync(request, file);
        return new FrozenFile(this, request, privateKey, bid, file.ToArray(), random.Drawn);
    }

    public object Describe(FrozenFile made)
    {
        var ivs = new Queue<byte[]>(made.Drawn.Skip(DrawsPerPart * Contents.Count));
        var request = made.Request;
        return new
        {
            Name,
            PrivateKey = Hex(made.PrivateKey.Encode()),
            PublicKey = Hex(request.PublicKey.Span),
            TenderRef = Hex(request.TenderRef.Span),
            Lot = request.Lot.ToString(),
            DocHash = Hex(request.DocHash.Span),
            KeySetId = Hex(request.KeySetId.Span),
            BidNonce = Hex(request.BidNonce.Span),
            OrgCode = request.OrganisationCode,
            Padded,
            SealedAt,
            BidderTag = Hex(made.Bid.Header.BidderTag.Span),
            NonceHash = Hex(made.Bid.Header.NonceHash.Span),
            Header = Hex(made.Bid.Header.Bytes.Span),
            HeaderHash = Hex(made.Bid.Header.Hash()),
            BoundHash = Hex(SHA256.HashData(made.Bid.Header.Bound.Span)),
            Parts = made.Bid.Header.Parts.Select(p => DescribePart(made, p, ivs)).ToList(),
            LeafHashes = made.Bid.LeafHashes.Select(l => Hex(l)).ToList(),
            TreeRoot = Hex(made.Bid.TreeRoot),
            FileLength = made.File.Length,
            FileSha256 = Hex(SHA256.HashData(made.File)),
            File = made.File.Length <= 4_096 ? $"{Name}.sbid" : null,
        };
    }

    private object DescribePart(FrozenFile made, SealedPart part, Queue<byte[]> ivs)
    {
        var draws = made.Drawn.Skip(DrawsPerPart * part.Index).Take(DrawsPerPart).ToArray();
        var (secret, ephemeral, hedge, floeIv) = (draws[0], Scalar.Decode(draws[1]), draws[2], draws[3]);
        var core = made.Bid.Header.Core.Span;
        var publicKey = CurvePoint.Decode65(made.Request.PublicKey.Span);
        var shared = publicKey.Multiply(ephemeral);
        var sharedSecret = HpkeSuite.SharedSecret(shared.X(), [.. part.Enc.Span, .. publicKey.Encode65()]);
        var (wrapKey, wrapNonce) = HpkeSuite.Aes256.Schedule(
            sharedSecret,
            KeySchedule.WrapContext(core, part.Description.Span)
        );
        var content = Contents[part.Index];
        return new
        {
            part.PartId,
            part.Phase,
            Content = new { content.Length, content.Seed },
            Secret = Hex(secret),
            Ephemeral = Hex(ephemeral.Encode()),
            LabelHedge = Hex(hedge),
            FloeIv = Hex(floeIv),
            SegmentIvs = Enumerable.Range(0, (int)part.SegmentCount).Select(_ => Hex(ivs.Dequeue())).ToList(),
            Description = Hex(part.Description.Span),
            part.CiphertextLength,
            part.Offset,
            Enc = Hex(part.Enc.Span),
            Dh = Hex(shared.X()),
            SharedSecret = Hex(sharedSecret),
            WrapKey = Hex(wrapKey),
            WrapNonce = Hex(wrapNonce),
            Wrapped = Hex(part.Wrapped.Span),
            LabelNonce = Hex(LabelNonce(core, part, ephemeral, hedge).Encode()),
            Label = Hex(part.Label.Span),
            PartKey = Hex(made.Bid.Header.PartKey(part, secret)),
            PayloadContext = Hex(KeySchedule.PayloadContext(made.Bid.Header.Bound.Span, part.PartId)),
            PayloadHeader = Hex(part.PayloadHeader.Span),
        };
    }

    // By the words of SBID1 6.3, apart from the code that made it.
    private static Scalar LabelNonce(ReadOnlySpan<byte> core, SealedPart part, Scalar ephemeral, byte[] hedge) =>
        HashToScalar.Cocktail(
            [.. "SBID1-LABEL-P256-SHA256-NONCE"u8],
            ephemeral.Encode(),
            hedge,
            [.. "SBID1-label"u8, .. SHA256.HashData([.. core, .. part.Description.Span]), .. part.Enc.Span]
        );
}
