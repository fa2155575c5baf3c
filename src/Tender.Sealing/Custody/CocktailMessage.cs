namespace Tender.Sealing;

/// <summary>
/// A seat's message of round 1: commitments C_0..C_{k-1} (33 each), proof of possession 65, ephemeral key 33, then for each seat a u64
/// length and the encrypted share (SBID1 9.3); 33 k + 98 + 56 n bytes.
/// </summary>
public sealed record CocktailMessage
{
    /// <summary>Commitments to the polynomial's coefficients, exactly k.</summary>
    public required IReadOnlyList<CurvePoint> Commitments { get; init; }

    /// <summary>Schnorr signature under C_0 over context, commitments and ephemeral key, 65 bytes.</summary>
    public required byte[] Possession { get; init; }

    /// <summary>The sender's ephemeral key of this session.</summary>
    public required CurvePoint Ephemeral { get; init; }

    /// <summary>Encrypted shares in seat order.</summary>
    public required IReadOnlyList<byte[]> Shares { get; init; }

    /// <summary>Reads a message of a session of n seats and threshold k.</summary>
    /// <exception cref="SealingException">
    /// <see cref="SealingError.Count"/>: not as long as exactly k commitments and n shares of 48 bytes are, so one commitment more, which
    /// would raise the threshold, is refused before anything else; <see cref="SealingError.Point"/>.
    /// </exception>
    public static CocktailMessage Parse(ReadOnlySpan<byte> bytes, int k, int n)
    {
        if (bytes.Length != LengthOf(k, n))
        {
            throw new SealingException(
                SealingError.Count,
                Math.Min(bytes.Length, LengthOf(k, n)),
                "length for k and n"
            );
        }

        var reader = new ByteReader(bytes);
        var commitments = new CurvePoint[k];
        for (var i = 0; i < k; i++)
        {
            commitments[i] = CurvePoint.Decode33(reader.Take(33, "commitment"), reader.Offset - 33);
        }

        var possession = reader.Take(Schnorr.SignatureLength, "possession").ToArray();
        var ephemeral = CurvePoint.Decode33(reader.Take(33, "ephemeral"), reader.Offset - 33);
        var shares = new byte[n][];
        for (var i = 0; i < n; i++)
        {
            if (reader.U64("length") != ShareBox.SealedLength)
            {
                throw new SealingException(SealingError.Count, reader.Offset - 8, "length of an encrypted share");
            }

            shares[i] = reader.Take(ShareBox.SealedLength, "share").ToArray();
        }

        reader.End();
        return new CocktailMessage
        {
            Commitments = commitments,
            Possession = possession,
            Ephemeral = ephemeral,
            Shares = shares,
        };
    }

    /// <summary>The wire bytes.</summary>
    public byte[] Encode() =>
        [
            .. Commitments.SelectMany(c => c.Encode33()),
            .. Possession,
            .. Ephemeral.Encode33(),
            .. Shares.SelectMany(s => PoolSession.BigEndianFramed(s)),
        ];

    /// <summary>Bytes of a message.</summary>
    internal static int LengthOf(int k, int n) =>
        P256.CompressedLength * (k + 1) + Schnorr.SignatureLength + n * (8 + ShareBox.SealedLength);

    /// <summary>What the proof of possession signs.</summary>
    internal byte[] Owned(byte[] context) =>
        [.. context, .. Commitments.SelectMany(c => c.Encode33()), .. Ephemeral.Encode33()];
}
