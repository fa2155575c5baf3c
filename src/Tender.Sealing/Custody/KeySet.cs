using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tender.Sealing;

/// <summary>
/// A tender's key as everybody can check it: the transcript of its generation and a signature of every seat over it (SBID1 9.3). There is no
/// way to make one of a single seat: k is at least 2 and below n.
/// </summary>
public sealed class KeySet
{
    private readonly CurvePoint[] shares;

    private KeySet(byte[] certificate, CurvePoint[] sums, CurvePoint[] seatKeys, byte[] context, byte[] ext)
    {
        Certificate = certificate;
        Id = SHA256.HashData(certificate);
        K = sums.Length;
        PublicKey = sums[0];
        SeatKeys = seatKeys;
        Context = context;
        Ext = ext;
        shares = [.. Enumerable.Range(1, seatKeys.Length).Select(seat => Evaluate(sums, seat))];
    }

    /// <summary>The certificate's bytes.</summary>
    public ReadOnlyMemory<byte> Certificate { get; }

    /// <summary>keySetId, SHA-256 of the certificate, 32 bytes.</summary>
    public ReadOnlyMemory<byte> Id { get; }

    /// <summary>Seats needed to open.</summary>
    public int K { get; }

    /// <summary>Seats in all.</summary>
    public int N => SeatKeys.Count;

    /// <summary>Y, what bids are sealed to.</summary>
    public CurvePoint PublicKey { get; }

    /// <summary>Static keys P_i in seat order.</summary>
    public IReadOnlyList<CurvePoint> SeatKeys { get; }

    /// <summary>The session's context, 32 bytes.</summary>
    public ReadOnlyMemory<byte> Context { get; }

    /// <summary>Hash of the policy document, 32 bytes.</summary>
    public ReadOnlyMemory<byte> Ext { get; }

    /// <summary>Hash of Y as the ledger holds it: SHA-256(pt65(Y)).</summary>
    public byte[] KeyHash() => SHA256.HashData(PublicKey.Encode65());

    /// <summary>SHA-256 of the transcript alone: what a seat knows of a key before all signatures are there.</summary>
    public byte[] TranscriptHash() => SHA256.HashData(Certificate.Span[..^(N * Schnorr.SignatureLength)]);

    /// <summary>Y_i of a seat, 1 to n.</summary>
    public CurvePoint PublicShare(int seat) => shares[seat - 1];

    /// <summary>Reads a certificate and checks all that it can prove: proofs of possession, signatures of all seats, threshold.</summary>
    /// <param name="certificate">The whole certificate.</param>
    /// <param name="smallestK">2; in Production 3.</param>
    /// <exception cref="SealingException">
    /// <see cref="SealingError.Truncated"/>, <see cref="SealingError.TrailingBytes"/>, <see cref="SealingError.Suite"/>,
    /// <see cref="SealingError.Point"/>; <see cref="SealingError.Count"/>: not smallestK &lt;= k &lt; n &lt;= 15;
    /// <see cref="SealingError.Seat"/>: two seats with one key; <see cref="SealingError.Signature"/>: a proof or signature does not hold.
    /// </exception>
    public static KeySet Parse(ReadOnlySpan<byte> certificate, int smallestK = 2)
    {
        var reader = new ByteReader(certificate);
        if (!Framed(ref reader, 64).AsSpan().SequenceEqual(PoolSession.SuiteName))
        {
            throw new SealingException(SealingError.Suite, 8, "suite of the key generation");
        }

        var context = Framed(ref reader, 32);
        var (k, n) = ReadThreshold(ref reader, smallestK);
        var seatKeys = Points(ref reader, n);
        var commitments = new CurvePoint[n][];
        for (var i = 0; i < n; i++)
        {
            commitments[i] = Points(ref reader, k);
        }

        var possessions = Signatures(ref reader, n);
        var ephemerals = Points(ref reader, n);
        var ext = Framed(ref reader, 32);
        var transcript = certificate[..reader.Offset].ToArray();
        var signatures = Signatures(ref reader, n);
        reader.End();
        for (var i = 0; i < n; i++)
        {
            byte[] owned = [.. context, .. commitments[i].SelectMany(c => c.Encode33()), .. ephemerals[i].Encode33()];
            Demand(Schnorr.Verify(commitments[i][0], owned, possessions[i]), i, "proof of possession");
            Demand(Schnorr.Verify(seatKeys[i], transcript, signatures[i]), i, "signature of a seat");
        }

        return Make(certificate.ToArray(), SumCommitments(k, commitments), seatKeys, context, ext);
    }

    private static (int K, int N) ReadThreshold(ref ByteReader reader, int smallestK)
    {
        var n = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(reader.Take(4, "n")), int.MaxValue);
        var k = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(reader.Take(4, "k")), int.MaxValue);
        return n <= PoolSession.MaxSeats && k >= Math.Max(2, smallestK) && k < n
            ? (k, n)
            : throw new SealingException(SealingError.Count, reader.Offset - 8, "threshold and number of seats");
    }

    private static KeySet Make(byte[] certificate, CurvePoint[] sums, CurvePoint[] seatKeys, byte[] context, byte[] ext)
    {
        if (seatKeys.Distinct().Count() != seatKeys.Length)
        {
            throw new SealingException(SealingError.Seat, -1, "two seats with one key");
        }

        return sums[0].IsInfinity
            ? throw new SealingException(SealingError.Point, -1, "the public key is the point at infinity")
            : new KeySet(certificate, sums, seatKeys, context, ext);
    }

    /// <summary>Whether this key set came out of that session.</summary>
    public bool IsOf(PoolSession session) =>
        Context.Span.SequenceEqual(session.Context()) && Ext.Span.SequenceEqual(session.Ext.Span);

    /// <summary>Whether this is the key with that number of the pool, of whatever seats the certificate names.</summary>
    public bool IsKey(ReadOnlySpan<byte> poolId, uint index) =>
        Context.Span.SequenceEqual(PoolSession.Context(PoolSession.SessionId(poolId, index), SeatKeys));

    internal static CurvePoint[] SumCommitments(int k, IEnumerable<IReadOnlyList<CurvePoint>> commitments)
    {
        var all = commitments.ToList();
        return [.. Enumerable.Range(0, k).Select(m => all.Select(c => c[m]).Aggregate((a, b) => a.Add(b)))];
    }

    /// <summary>Sum over m of i^m times the m-th point.</summary>
    internal static CurvePoint Evaluate(IReadOnlyList<CurvePoint> points, int seat)
    {
        var x = Scalar.From(seat);
        var value = points[^1];
        for (var m = points.Count - 2; m >= 0; m--)
        {
            value = value.Multiply(x).Add(points[m]);
        }

        return value;
    }

    private static byte[] Framed(ref ByteReader reader, int most)
    {
        var length = BinaryPrimitives.ReadUInt64LittleEndian(reader.Take(8, "length"));
        return length <= (ulong)most
            ? reader.Take((int)length, "field").ToArray()
            : throw new SealingException(SealingError.Count, reader.Offset - 8, "a field is too long");
    }

    private static CurvePoint[] Points(ref ByteReader reader, int count)
    {
        var points = new CurvePoint[count];
        for (var i = 0; i < count; i++)
        {
            points[i] = CurvePoint.Decode33(reader.Take(33, "point"), reader.Offset - 33);
        }

        return points;
    }

    private static byte[][] Signatures(ref ByteReader reader, int count)
    {
        var signatures = new byte[count][];
        for (var i = 0; i < count; i++)
        {
            signatures[i] = reader.Take(Schnorr.SignatureLength, "signature").ToArray();
        }

        return signatures;
    }

    private static void Demand(bool holds, int index, string what)
    {
        if (!holds)
        {
            throw new SealingException(SealingError.Signature, -1, $"seat {index + 1}: {what}");
        }
    }
}
