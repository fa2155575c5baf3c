using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tender.Sealing;

/// <summary>
/// RFC 9180 with DHKEM(P-256, HKDF-SHA256), HKDF-SHA256 and one AES-GCM, base mode. SBID1 uses <see cref="Aes256"/> only; the
/// published vectors of the RFC have AES-128.
/// </summary>
internal sealed record HpkeSuite(ushort AeadId, int KeyLength)
{
    public const int NonceLength = 12;
    public const int TagLength = 16;
    private const int SecretLength = 32;
    private const ushort KemId = 0x0010;
    private const ushort KdfId = 0x0001;

    /// <summary>KEM 0x0010, KDF 0x0001, AEAD 0x0002 (SBID1 3, INT-1).</summary>
    public static HpkeSuite Aes256 { get; } = new(0x0002, 32);

    private byte[] SuiteId
    {
        get
        {
            byte[] id = [.. "HPKE"u8, 0, 0, 0, 0, 0, 0];
            BinaryPrimitives.WriteUInt16BigEndian(id.AsSpan(4), KemId);
            BinaryPrimitives.WriteUInt16BigEndian(id.AsSpan(6), KdfId);
            BinaryPrimitives.WriteUInt16BigEndian(id.AsSpan(8), AeadId);
            return id;
        }
    }

    /// <summary>ExtractAndExpand of 4.1: the KEM's shared secret from a Diffie-Hellman value.</summary>
    /// <param name="dh">The x coordinate of the shared point, 32 bytes.</param>
    /// <param name="kemContext">enc || pkRm.</param>
    public static byte[] SharedSecret(ReadOnlySpan<byte> dh, ReadOnlySpan<byte> kemContext)
    {
        byte[] kem = [.. "KEM"u8, KemId >> 8, KemId & 0xFF];
        var prk = LabeledExtract(kem, [], "eae_prk"u8, dh);
        return LabeledExpand(kem, prk, "shared_secret"u8, kemContext, SecretLength);
    }

    /// <summary>KeySchedule of 5.1 in base mode, as far as one message needs it.</summary>
    public (byte[] Key, byte[] Nonce) Schedule(ReadOnlySpan<byte> sharedSecret, ReadOnlySpan<byte> info)
    {
        var suite = SuiteId;
        const byte baseMode = 0;
        byte[] context =
        [
            baseMode,
            .. LabeledExtract(suite, [], "psk_id_hash"u8, []),
            .. LabeledExtract(suite, [], "info_hash"u8, info),
        ];
        var secret = LabeledExtract(suite, sharedSecret, "secret"u8, []);
        return (
            LabeledExpand(suite, secret, "key"u8, context, KeyLength),
            LabeledExpand(suite, secret, "base_nonce"u8, context, NonceLength)
        );
    }

    /// <summary>LabeledExtract of 4.</summary>
    public static byte[] LabeledExtract(
        ReadOnlySpan<byte> suite,
        ReadOnlySpan<byte> salt,
        ReadOnlySpan<byte> label,
        ReadOnlySpan<byte> ikm
    )
    {
        var prk = new byte[SHA256.HashSizeInBytes];
        HKDF.Extract(HashAlgorithmName.SHA256, [.. "HPKE-v1"u8, .. suite, .. label, .. ikm], salt, prk);
        return prk;
    }

    /// <summary>LabeledExpand of 4.</summary>
    public static byte[] LabeledExpand(
        ReadOnlySpan<byte> suite,
        byte[] prk,
        ReadOnlySpan<byte> label,
        ReadOnlySpan<byte> info,
        int length
    )
    {
        byte[] labeled = [(byte)(length >> 8), (byte)length, .. "HPKE-v1"u8, .. suite, .. label, .. info];
        return HKDF.Expand(HashAlgorithmName.SHA256, prk, length, labeled);
    }
}
