using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tender.Sealing;

/// <summary>
/// A FLOE message after its start: header, message key, IV and associated data (C2SP FLOE, startEncryption and startDecryption).
/// It only derives segment keys; <see cref="FloeCipher"/> seals and opens with them. Disposing wipes the message key.
/// </summary>
internal sealed class FloeMessage : IDisposable
{
    private const int MessageKeyLength = 48;
    private readonly byte[] messageKey;
    private readonly byte[] info;

    private FloeMessage(FloeParameters parameters, byte[] header, byte[] messageKey, byte[] aad)
    {
        Parameters = parameters;
        Header = header;
        this.messageKey = messageKey;
        info =
        [
            .. header.AsSpan(0, FloeParameters.EncodedLength + FloeParameters.IvLength),
            .. "DEK:"u8,
            .. new byte[8],
            .. aad,
        ];
    }

    public FloeParameters Parameters { get; }

    /// <summary>parameters 10 | IV 32 | header tag 32.</summary>
    public byte[] Header { get; }

    public static FloeMessage Start(FloeParameters parameters, byte[] key, byte[] aad, ReadOnlySpan<byte> iv)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, FloeParameters.KeyLength);
        ArgumentOutOfRangeException.ThrowIfNotEqual(iv.Length, FloeParameters.IvLength);
        byte[] prefix = [.. parameters.Encode(), .. iv];
        byte[] header = [.. prefix, .. Derive(key, prefix, "HEADER_TAG:"u8, aad, FloeParameters.TagLength)];
        return new FloeMessage(parameters, header, Derive(key, prefix, "MESSAGE_KEY:"u8, aad, MessageKeyLength), aad);
    }

    /// <summary>Checks parameters and header tag. A header that passes commits to this one key (SBID1 7).</summary>
    /// <param name="parameters">The parameters that the header must name.</param>
    /// <param name="key">32 bytes.</param>
    /// <param name="aad">Associated data of the message.</param>
    /// <param name="header">74 bytes.</param>
    /// <param name="offset">Where the header stands in the file, for the refusal.</param>
    public static FloeMessage Open(
        FloeParameters parameters,
        byte[] key,
        byte[] aad,
        ReadOnlySpan<byte> header,
        long offset = 0
    )
    {
        if (header.Length != FloeParameters.HeaderLength)
            throw new SealingException(SealingError.PayloadParameters, offset, "payload header length");
        if (!header.StartsWith(parameters.Encode()))
            throw new SealingException(SealingError.PayloadParameters, offset, "payload parameters");
        var message = Start(parameters, key, aad, header.Slice(FloeParameters.EncodedLength, FloeParameters.IvLength));
        if (CryptographicOperations.FixedTimeEquals(message.Header, header))
            return message;
        message.Dispose();
        var tag = offset + FloeParameters.EncodedLength + FloeParameters.IvLength;
        throw new SealingException(SealingError.PayloadHeader, tag, "payload header tag");
    }

    /// <summary>First position of the group of segments that share a key with <paramref name="position"/>: MASK of C2SP FLOE.</summary>
    public ulong KeyGroup(ulong position) => position >> Parameters.RotationMask << Parameters.RotationMask;

    /// <summary>DERIVE_KEY for a group. Safe for concurrent use.</summary>
    public void SegmentKey(ulong group, Span<byte> key)
    {
        var own = (byte[])info.Clone();
        BinaryPrimitives.WriteUInt64BigEndian(
            own.AsSpan(FloeParameters.EncodedLength + FloeParameters.IvLength + 4),
            group
        );
        Expand(messageKey, own, key);
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(messageKey);

    private static byte[] Derive(byte[] key, byte[] prefix, ReadOnlySpan<byte> purpose, byte[] aad, int length)
    {
        var derived = new byte[length];
        Expand(key, [.. prefix, .. purpose, .. aad], derived);
        return derived;
    }

    // HKDF-Expand of at most one block: HMAC-SHA-384(key, info || 01), cut. HKDF.Expand refuses FLOE's key, which is shorter than 48 bytes.
    internal static void Expand(byte[] key, byte[] info, Span<byte> output)
    {
        Span<byte> block = stackalloc byte[HMACSHA384.HashSizeInBytes];
        HMACSHA384.HashData(key, [.. info, 1], block);
        block[..output.Length].CopyTo(output);
        CryptographicOperations.ZeroMemory(block);
    }
}
