using System.Security.Cryptography;

namespace Tender.Sealing;

/// <summary>From part secrets to part keys, and what they are bound to (SBID1 6.1, suite INT-1).</summary>
internal static class KeySchedule
{
    public const int SecretLength = 32;

    /// <summary>info = "SBID1" || core || desc: what the wrap of a part secret is bound to.</summary>
    public static byte[] WrapContext(ReadOnlySpan<byte> core, ReadOnlySpan<byte> description) =>
        [.. "SBID1"u8, .. core, .. description];

    /// <summary>K = HKDF-Expand(HKDF-Extract(H(core), S_T), "floe" || partId, 32).</summary>
    public static byte[] PartKey(ReadOnlySpan<byte> core, ReadOnlySpan<byte> secret, byte partId)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(secret.Length, SecretLength);
        Span<byte> prk = stackalloc byte[SHA256.HashSizeInBytes];
        HKDF.Extract(HashAlgorithmName.SHA256, secret, SHA256.HashData(core), prk);
        var key = new byte[FloeParameters.KeyLength];
        HKDF.Expand(HashAlgorithmName.SHA256, prk, key, [.. "floe"u8, partId]);
        CryptographicOperations.ZeroMemory(prk);
        return key;
    }

    /// <summary>aad = H(hdrCore) || partId: what the payload of a part is bound to.</summary>
    public static byte[] PayloadContext(ReadOnlySpan<byte> bound, byte partId) => [.. SHA256.HashData(bound), partId];
}
