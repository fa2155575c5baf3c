using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

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
    public const int Rounds = 600_000;

    /// <summary>The longest file that is read: 4 MiB.</summary>
    public const int LongestFile = 4 * 1024 * 1024;

    private const int MostRounds = 10_000_000;
    private const string Kdf = "PBKDF2-HMAC-SHA256";
    private const int TagLength = 16;

    /// <summary>The file's bytes. Salt (16) and IV (12) are drawn from <paramref name="random"/> in this order.</summary>
    public static byte[] Write(KeyFileContent content, string password, IRandom random)
    {
        ArgumentNullException.ThrowIfNull(content);
        var salt = random.Bytes(16);
        var iv = random.Bytes(12);
        var plaintext = StrictJson.Write(content);
        var output = new byte[plaintext.Length + TagLength];
        var key = Key(password, salt, Rounds);
        using (var aes = new AesGcm(key, TagLength))
            aes.Encrypt(iv, plaintext, output.AsSpan(..^TagLength), output.AsSpan(^TagLength..), Aad(Rounds, salt));
        CryptographicOperations.ZeroMemory(plaintext);
        CryptographicOperations.ZeroMemory(key);
        return StrictJson.Write(
            new KeyFileEnvelope
            {
                V = 1,
                Kdf = Kdf,
                Rounds = Rounds,
                Salt = salt,
                Iv = iv,
                Sealed = output,
            }
        );
    }

    /// <summary>Opens a key file.</summary>
    /// <exception cref="SealingException">
    /// <see cref="SealingError.Json"/>, <see cref="SealingError.Member"/>, <see cref="SealingError.Version"/>,
    /// <see cref="SealingError.Value"/>: not such a file. <see cref="SealingError.Password"/>: wrong password, or altered.
    /// </exception>
    public static KeyFileContent Read(ReadOnlySpan<byte> file, string password)
    {
        if (file.Length > LongestFile)
            throw new SealingException(SealingError.Value, LongestFile, "key file is too long");
        var envelope = StrictJson.Read<KeyFileEnvelope>(file);
        envelope.Check(Kdf, Rounds, MostRounds, TagLength);
        var plaintext = new byte[envelope.Sealed.Length - TagLength];
        var key = Key(password, envelope.Salt, envelope.Rounds);
        try
        {
            using var aes = new AesGcm(key, TagLength);
            var text = envelope.Sealed.AsSpan();
            aes.Decrypt(
                envelope.Iv,
                text[..^TagLength],
                text[^TagLength..],
                plaintext,
                Aad(envelope.Rounds, envelope.Salt)
            );
            return Check(StrictJson.Read<KeyFileContent>(plaintext));
        }
        catch (AuthenticationTagMismatchException wrong)
        {
            throw new SealingException(SealingError.Password, -1, "password or key file", wrong);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(plaintext);
        }
    }

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

    private static byte[] Key(string password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(password.Normalize(NormalizationForm.FormC)),
            salt,
            rounds,
            HashAlgorithmName.SHA256,
            32
        );

    private static byte[] Aad(int rounds, byte[] salt)
    {
        byte[] aad = [.. "SBIDKEY1"u8, 0, 0, 0, 0, .. salt];
        BinaryPrimitives.WriteInt32BigEndian(aad.AsSpan(8), rounds);
        return aad;
    }
}
