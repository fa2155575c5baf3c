namespace Tender.Sealing;

/// <summary>
/// Proof that a seat still has its share of a live key (SBID1 9.4): a Schnorr signature under x_i on a fresh challenge. No ciphertext, real or
/// dummy, is touched.
/// </summary>
public static class LiveShare
{
    /// <summary>Bytes of a challenge.</summary>
    public const int ChallengeLength = 32;

    /// <summary>Proves possession.</summary>
    /// <param name="keySet">The key.</param>
    /// <param name="seat">Own seat.</param>
    /// <param name="share">x_i.</param>
    /// <param name="challenge">32 bytes that whoever asks drew just now.</param>
    /// <exception cref="SealingException"><see cref="SealingError.Seat"/>: the share is not the seat's of this key.</exception>
    public static byte[] Prove(KeySet keySet, int seat, Scalar share, ReadOnlySpan<byte> challenge)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(challenge.Length, ChallengeLength);
        if (!IsSeat(keySet, seat) || !P256.Generator.Multiply(share).Equals(keySet.PublicShare(seat)))
        {
            throw new SealingException(SealingError.Seat, -1, "not this seat's share");
        }

        return Schnorr.Sign(share, Message(keySet, seat, challenge));
    }

    /// <summary>Whether the proof is the seat's for this key and challenge. False for anything malformed.</summary>
    public static bool Verify(KeySet keySet, int seat, ReadOnlySpan<byte> challenge, ReadOnlySpan<byte> proof) =>
        IsSeat(keySet, seat)
        && challenge.Length == ChallengeLength
        && Schnorr.Verify(keySet.PublicShare(seat), Message(keySet, seat, challenge), proof);

    private static bool IsSeat(KeySet keySet, int seat) => seat >= 1 && seat <= keySet.N;

    private static byte[] Message(KeySet keySet, int seat, ReadOnlySpan<byte> challenge) =>
        [.. "SBID1-LIVE"u8, .. keySet.Id.Span, (byte)seat, .. challenge];
}
