using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Tender.Sealing;

/// <summary>
/// JSON text under a password: AES-256-GCM with a key of PBKDF2-HMAC-SHA256 over the password (UTF-8 of its NFC form). Associated data:
/// magic (8 ASCII bytes, one for each kind of file) || u32 rounds || salt.
/// </summary>
/// <remarks>Read with 600,000 to 10,000,000 rounds, so that a foreign file can neither weaken the password nor stop the machine.</remarks>
internal static class PasswordBox
{
    internal const int Rounds = 600_000;
    private const int MostRounds = 10_000_000;
    private const string Kdf = "PBKDF2-HMAC-SHA256";
    private const int TagLength = 16;

    /// <summary>The file's bytes. Salt (16) and IV (12) are drawn from <paramref name="random"/> in this order; the plaintext is wiped.</summary>
    internal static byte[] Seal(ReadOnlySpan<byte> magic, byte[] plaintext, string password, IRandom random)
    {
        var salt = random.Bytes(16);
        var iv = random.Bytes(12);
        var output = new byte[plaintext.Length + TagLength];
        var key = Key(password, salt, Rounds);
        using (var aes = new AesGcm(key, TagLength))
        {
            var aad = Aad(magic, Rounds, salt);
            aes.Encrypt(iv, plaintext, output.AsSpan(..^TagLength), output.AsSpan(^TagLength..), aad);
        }

        CryptographicOperations.ZeroMemory(plaintext);
        CryptographicOperations.ZeroMemory(key);
        return WireJson.Write(
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

    /// <summary>Opens a file and reads its text; the plaintext is wiped.</summary>
    /// <exception cref="SealingException">
    /// <see cref="SealingError.Json"/>, <see cref="SealingError.Member"/>, <see cref="SealingError.Version"/>,
    /// <see cref="SealingError.Value"/>: not such a file. <see cref="SealingError.Password"/>: wrong password, another kind, or altered.
    /// </exception>
    internal static T Open<T>(ReadOnlySpan<byte> magic, ReadOnlySpan<byte> file, string password)
        where T : class
    {
        var envelope = WireJson.Read<KeyFileEnvelope>(file, file.Length);
        envelope.Check(Kdf, Rounds, MostRounds, TagLength);
        var plaintext = new byte[envelope.Sealed.Length - TagLength];
        var key = Key(password, envelope.Salt, envelope.Rounds);
        try
        {
            using var aes = new AesGcm(key, TagLength);
            var text = envelope.Sealed.AsSpan();
            var aad = Aad(magic, envelope.Rounds, envelope.Salt);
            aes.Decrypt(envelope.Iv, text[..^TagLength], text[^TagLength..], plaintext, aad);
            return WireJson.Read<T>(plaintext, plaintext.Length);
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

    private static byte[] Key(string password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(password.Normalize(NormalizationForm.FormC)),
            salt,
            rounds,
            HashAlgorithmName.SHA256,
            32
        );

    private static byte[] Aad(ReadOnlySpan<byte> magic, int rounds, byte[] salt)
    {
        byte[] aad = [.. magic, 0, 0, 0, 0, .. salt];
        BinaryPrimitives.WriteInt32BigEndian(aad.AsSpan(magic.Length), rounds);
        return aad;
    }
}
