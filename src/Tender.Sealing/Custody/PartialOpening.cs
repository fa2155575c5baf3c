using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tender.Sealing;

/// <summary>
/// One seat's answer for one phase of one set: its share of every wrapped key, and one proof over all (SBID1 13.4). On the wire it is the
/// content of a CMS message under the seat's certificate.
/// </summary>
public sealed record PartialOpening
{
    /// <summary>Most parts in one answer.</summary>
    public const int MaxParts = ushort.MaxValue;

    private const int HeadLength = 8 + 1 + 2 + 32 + 32 + 16 + 1 + 32 + 1 + 2;
    private static readonly byte[] Magic = [.. "SBID1-PO"u8];
    private static readonly byte[] NoncePrefix = [.. "SBID1-OPEN-P256-SHA256-NONCE"u8];

    /// <summary>What it is for.</summary>
    public required OpeningContext Context { get; init; }

    /// <summary>SHA-256 of the key set's certificate, 32 bytes.</summary>
    public required ReadOnlyMemory<byte> KeySetId { get; init; }

    /// <summary>Seat number, 1 to 15.</summary>
    public required int Seat { get; init; }

    /// <summary>D_j = [x_i]enc_j, in set order, then part order.</summary>
    public required IReadOnlyList<CurvePoint> Points { get; init; }

    /// <summary>The proof over all points.</summary>
    public required DleqProof Proof { get; init; }

    /// <summary>Answers for all parts of a phase.</summary>
    /// <param name="context">What the answer is for.</param>
    /// <param name="keySetId">32 bytes.</param>
    /// <param name="seat">The seat's number.</param>
    /// <param name="share">Its secret share x_i of this key.</param>
    /// <param name="encs">The wrapped points, in set order, then part order.</param>
    /// <param name="random">For the proof's nonce, which also hangs on the share and the parts: weak chance alone does not give the share away.</param>
    /// <exception cref="SealingException"><see cref="SealingError.Count"/>: no part, or more than 65,535.</exception>
    public static PartialOpening Make(
        OpeningContext context,
        ReadOnlyMemory<byte> keySetId,
        int seat,
        Scalar share,
        IReadOnlyList<CurvePoint> encs,
        IRandom random
    )
    {
        if (encs.Count is 0 or > MaxParts)
        {
            throw new SealingException(SealingError.Count, -1, "1 to 65,535 parts");
        }

        CurvePoint[] points = [.. encs.Select(e => e.Multiply(share))];
        return new PartialOpening
        {
            Context = context,
            KeySetId = keySetId,
            Seat = seat,
            Points = points,
            Proof = Dleq.Prove(context.ContextString(), share, encs, points, Nonce(context, share, points, random)),
        };
    }

    /// <summary>Whether this is a right answer of its seat for exactly these wrapped points.</summary>
    /// <param name="expected">What the verifier says the answer must be for.</param>
    /// <param name="keySet">The tender's key set.</param>
    /// <param name="encs">The wrapped points, in set order, then part order.</param>
    public bool IsValid(OpeningContext expected, KeySet keySet, IReadOnlyList<CurvePoint> encs) =>
        expected.ContextString().AsSpan().SequenceEqual(Context.ContextString())
        && KeySetId.Span.SequenceEqual(keySet.Id.Span)
        && Seat >= 1
        && Seat <= keySet.N
        && Points.Count == encs.Count
        && Dleq.Verify(expected.ContextString(), keySet.PublicShare(Seat), encs, Points, Proof);

    /// <summary>The wire bytes: 126 of head, 33 a part, 64 of proof.</summary>
    public byte[] Encode()
    {
        var bytes = new List<byte>(HeadLength + 33 * Points.Count + 64);
        Span<byte> lot = stackalloc byte[16];
        Context.Lot.TryWriteBytes(lot, bigEndian: true, out _);
        Span<byte> count = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(count, (ushort)Points.Count);
        bytes.AddRange(Magic);
        bytes.AddRange([1, 0, 1]);
        bytes.AddRange(KeySetId.Span);
        bytes.AddRange(Context.TenderRef.Span);
        bytes.AddRange(lot);
        bytes.Add(Context.Phase);
        bytes.AddRange(Context.SetRoot.Span);
        bytes.Add((byte)Seat);
        bytes.AddRange(count);
        foreach (var point in Points)
        {
            bytes.AddRange(point.Encode33());
        }

        bytes.AddRange(Proof.C.Encode());
        bytes.AddRange(Proof.S.Encode());
        return [.. bytes];
    }

    /// <summary>Reads the wire bytes; whether the answer is right is <see cref="IsValid"/>'s question.</summary>
    /// <exception cref="SealingException">
    /// <see cref="SealingError.Truncated"/>, <see cref="SealingError.TrailingBytes"/>, <see cref="SealingError.Magic"/>,
    /// <see cref="SealingError.Version"/>, <see cref="SealingError.Suite"/>, <see cref="SealingError.Phase"/>, <see cref="SealingError.Seat"/>,
    /// <see cref="SealingError.Count"/>, <see cref="SealingError.Point"/>, <see cref="SealingError.Scalar"/>.
    /// </exception>
    public static PartialOpening Parse(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        Demand(reader.Take(8, "partial opening").SequenceEqual(Magic), SealingError.Magic, 0);
        Demand(reader.Take(1, "partial opening")[0] == 1, SealingError.Version, 8);
        Demand(reader.Take(2, "partial opening").SequenceEqual((ReadOnlySpan<byte>)[0, 1]), SealingError.Suite, 9);
        var keySetId = reader.Take(32, "partial opening").ToArray();
        var tenderRef = reader.Take(32, "partial opening").ToArray();
        var lot = new Guid(reader.Take(16, "partial opening"), bigEndian: true);
        var phase = reader.Take(1, "partial opening")[0];
        Demand(phase is >= 1 and <= 8, SealingError.Phase, 91);
        var setRoot = reader.Take(32, "partial opening").ToArray();
        var seat = reader.Take(1, "partial opening")[0];
        Demand(seat is >= 1 and <= 15, SealingError.Seat, 124);
        var points = new CurvePoint[BinaryPrimitives.ReadUInt16BigEndian(reader.Take(2, "partial opening"))];
        Demand(points.Length > 0, SealingError.Count, 125);
        for (var j = 0; j < points.Length; j++)
        {
            points[j] = CurvePoint.Decode33(reader.Take(33, "partial opening"), reader.Offset - 33);
        }

        var proof = new DleqProof(
            Scalar.Decode(reader.Take(32, "partial opening"), reader.Offset - 32),
            Scalar.Decode(reader.Take(32, "partial opening"), reader.Offset - 32)
        );
        reader.End();
        return new PartialOpening
        {
            Context = new OpeningContext
            {
                TenderRef = tenderRef,
                Lot = lot,
                Phase = phase,
                SetRoot = setRoot,
            },
            KeySetId = keySetId,
            Seat = seat,
            Points = points,
            Proof = proof,
        };
    }

    private static Scalar Nonce(OpeningContext context, Scalar share, CurvePoint[] points, IRandom random)
    {
        byte[] answered = SHA256.HashData([.. points.SelectMany(p => p.Encode33())]);
        var secret = share.Encode();
        var nonce = HashToScalar.Cocktail(NoncePrefix, secret, random.Bytes(32), context.ContextString(), answered);
        CryptographicOperations.ZeroMemory(secret);
        return nonce.IsZero ? throw new SealingException(SealingError.Scalar, -1, "a nonce of 0") : nonce;
    }

    private static void Demand(bool holds, SealingError kind, long offset)
    {
        if (!holds)
        {
            throw new SealingException(kind, offset, "partial opening");
        }
    }
}
