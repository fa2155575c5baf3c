namespace Tender.Sealing;

/// <summary>The file of <see cref="SeatKeys"/>: JSON text under a password, in the shape of a key file with magic <c>SBIDSEAT</c>.</summary>
public static class SeatKeysFile
{
    /// <summary>The longest file that is read: 1 MiB.</summary>
    public const int LongestFile = 1024 * 1024;

    /// <summary>The file's bytes. Callers MUST write it with mode 0600.</summary>
    public static byte[] Write(SeatKeys keys, string password, IRandom random) =>
        PasswordBox.Seal("SBIDSEAT"u8, WireJson.Write(keys), password, random);

    /// <summary>Opens a file.</summary>
    /// <exception cref="SealingException">
    /// <see cref="SealingError.Json"/>, <see cref="SealingError.Member"/>, <see cref="SealingError.Version"/>,
    /// <see cref="SealingError.Value"/>, <see cref="SealingError.Scalar"/>: not such a file. <see cref="SealingError.Password"/>: wrong password, or
    /// altered.
    /// </exception>
    public static SeatKeys Read(ReadOnlySpan<byte> file, string password) =>
        file.Length <= LongestFile
            ? Checked(PasswordBox.Open<SeatKeys>("SBIDSEAT"u8, file, password))
            : throw new SealingException(SealingError.Value, LongestFile, "seat file is too long");

    private static SeatKeys Checked(SeatKeys keys)
    {
        if (keys.V != 1)
        {
            throw new SealingException(SealingError.Version, -1, "version of the seat file");
        }

        if (
            keys.PoolId.Length != 16
            || keys.Seat is < 1 or > PoolSession.MaxSeats
            || keys.Shares.Any(s => s.TranscriptHash.Length != 32)
        )
        {
            throw new SealingException(SealingError.Value, -1, "a value of the seat file");
        }

        foreach (var secret in keys.Shares.Select(s => s.Share).Append(keys.StaticKey))
        {
            if (Scalar.Decode(secret).IsZero)
            {
                throw new SealingException(SealingError.Scalar, -1, "a secret of 0");
            }
        }

        return keys;
    }
}
