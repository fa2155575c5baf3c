namespace Tender.Sealing;

/// <summary>
/// The key file <c>*.sbidkey</c> (SBID1 11.3): JSON text, <see cref="KeyFileContent"/> under AES-256-GCM with a key of
/// PBKDF2-HMAC-SHA256 over the password (UTF-8 of its NFC form).
/// </summary>
/// <remarks>
/// Outer members: v 1, kdf "PBKDF2-HMAC-SHA256", rounds, salt 16 bytes hex, iv 12 bytes hex, sealed base64 (ciphertext and tag).
/// Associated data: "SBIDKEY1" || u32 rounds || salt. Written with 600,000 rounds; read with 600,000 to 10,000,000, so that a
/// foreign file can neither weaken the password nor stop the machine.
/// </remarks>
public static class KeyFile
{
    /// <summary>Rounds of PBKDF2 in files that are written.</summary>
    public const int Rounds = PasswordBox.Rounds;

    /// <summary>The longest file that is read: 4 MiB.</summary>
    public const int LongestFile = 4 * 1024 * 1024;

    /// <summary>The file's bytes. Salt (16) and IV (12) are drawn from <paramref name="random"/> in this order.</summary>
    public static byte[] Write(KeyFileContent content, string password, IRandom random)
    {
        ArgumentNullException.ThrowIfNull(content);
        return PasswordBox.Seal("SBIDKEY1"u8, WireJson.Write(content), password, random);
    }

    /// <summary>Opens a key file.</summary>
    /// <exception cref="SealingException">
    /// <see cref="SealingError.Json"/>, <see cref="SealingError.Member"/>, <see cref="SealingError.Version"/>,
    /// <see cref="SealingError.Value"/>: not such a file. <see cref="SealingError.Password"/>: wrong password, or altered.
    /// </exception>
    public static KeyFileContent Read(ReadOnlySpan<byte> file, string password) =>
        file.Length <= LongestFile
            ? Check(PasswordBox.Open<KeyFileContent>("SBIDKEY1"u8, file, password))
            : throw new SealingException(SealingError.Value, LongestFile, "key file is too long");

    private static KeyFileContent Check(KeyFileContent content)
    {
        if (content.V != 1)
            throw new SealingException(SealingError.Version, -1, "version of the key file's content");
        if (content.Suite != HeaderReader.Suite)
            throw new SealingException(SealingError.Suite, -1, "suite of the key file's content");
        byte[][] hashes = [content.TenderRef, content.KeySetId, content.BidNonce];
        var whole = hashes
            .Concat(
                content.Files.SelectMany(f => (byte[][])[f.HeaderHash, f.TreeRoot, .. f.Parts.Select(p => p.Secret)])
            )
            .All(b => b.Length == 32);
        if (!whole || content.Submissions.Any(s => s.IdempotencyKey.Length != 16))
            throw new SealingException(SealingError.Value, -1, "length of a value in the key file");
        return content;
    }
}
