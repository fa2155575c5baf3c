using Org.BouncyCastle.Crypto.Digests;

namespace Tender.Ledger.Evm;

/// <summary>
/// The hash of Ethereum: Keccak with 256 bits and the padding of the original submission. SHA3-256 (FIPS 202) pads differently and
/// gives other values. Used for addresses, selectors, storage keys and block hashes only; facts of tenders are SHA-256 (Ledger 1.9).
/// </summary>
public static class Keccak256
{
    /// <summary>Bytes of a digest.</summary>
    public const int Size = 32;

    /// <summary>The digest of all of <paramref name="input"/>.</summary>
    public static byte[] Hash(ReadOnlySpan<byte> input)
    {
        var output = new byte[Size];
        Hash(input, output);
        return output;
    }

    /// <summary>Writes the digest to the first 32 bytes of <paramref name="output"/>.</summary>
    public static void Hash(ReadOnlySpan<byte> input, Span<byte> output)
    {
        var digest = new KeccakDigest(256);
        digest.BlockUpdate(input);
        digest.DoFinal(output);
    }

    /// <summary>The digest of the UTF-8 bytes of a text, for example of an event's signature.</summary>
    public static byte[] HashText(string text) => Hash(System.Text.Encoding.UTF8.GetBytes(text));
}
