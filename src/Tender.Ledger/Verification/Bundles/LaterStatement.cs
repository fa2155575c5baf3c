using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Tender.Sealing;

namespace Tender.Ledger.Verification;

/// <summary>
/// The statement that a bidder signed next, sealed so that only who holds the earlier one can read it (Ledger 6). It lies in the public
/// form, which has no statements: the holder of a replaced or withdrawn receipt sees the bidder's own later word, everybody else sees no
/// name, no link between two receipts and no exact length. AES-256-GCM under <c>HKDF-SHA-256(bidNonce, salt = commitment, info)</c> of the
/// earlier statement; the nonce is zero, for a key encrypts one statement only.
/// </summary>
internal static class LaterStatement
{
    /// <summary>Lengths tell nothing: text is filled with zeros to a multiple of this.</summary>
    internal const int Block = 8192;

    internal const int TagLength = 16;

    /// <summary>The longest entry that is read.</summary>
    internal const int MaxLength = 8 * Block + TagLength;

    private static readonly byte[] Info = Encoding.ASCII.GetBytes("etender/later/v1\0");

    /// <summary>Seals a statement for the holder of the one before it. The same statements give the same bytes.</summary>
    internal static byte[] Seal(SubmissionStatement earlier, byte[] commitment, byte[] laterCms)
    {
        var blocks = (4 + laterCms.Length + Block - 1) / Block;
        var text = new byte[blocks * Block];
        BinaryPrimitives.WriteInt32BigEndian(text, laterCms.Length);
        laterCms.CopyTo(text, 4);
        var output = new byte[text.Length + TagLength];
        using var aes = new AesGcm(Key(earlier, commitment), TagLength);
        aes.Encrypt(new byte[12], text, output.AsSpan(0, text.Length), output.AsSpan(text.Length));
        return output;
    }

    /// <summary>The CMS message of the next statement, or null when none of the entries is sealed to this holder.</summary>
    /// <param name="earlier">The statement that its holder has.</param>
    /// <param name="commitment">Its commitment.</param>
    /// <param name="entries">Sealed statements, each of a length that <see cref="IsEntry"/> allows.</param>
    internal static byte[]? Open(SubmissionStatement earlier, byte[] commitment, IReadOnlyList<byte[]> entries)
    {
        using var aes = new AesGcm(Key(earlier, commitment), TagLength);
        foreach (var entry in entries)
        {
            if (Decrypt(aes, entry) is not { } text)
                continue;
            var length = BinaryPrimitives.ReadInt32BigEndian(text);
            return length > 0 && length <= text.Length - 4 ? text[4..(4 + length)] : null;
        }

        return null;
    }

    /// <summary>Whether an entry has a length that <see cref="Seal"/> gives.</summary>
    internal static bool IsEntry(byte[] entry) =>
        entry.Length > TagLength && entry.Length <= MaxLength && (entry.Length - TagLength) % Block == 0;

    private static byte[]? Decrypt(AesGcm aes, byte[] entry)
    {
        var text = new byte[entry.Length - TagLength];
        try
        {
            aes.Decrypt(new byte[12], entry.AsSpan(0, text.Length), entry.AsSpan(text.Length), text);
            return text;
        }
        catch (AuthenticationTagMismatchException)
        {
            // Sealed to another holder, or damaged: the same to this one.
            return null;
        }
    }

    private static byte[] Key(SubmissionStatement earlier, byte[] commitment) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, earlier.BidNonce, 32, commitment, Info);
}
