using System.Buffers.Binary;

namespace Tender.Ledger.Evm;

/// <summary>An account or contract: 20 bytes, written with the letter-case checksum of EIP-55.</summary>
public readonly record struct Address
{
    /// <summary>Bytes of an address.</summary>
    public const int Size = 20;

    private readonly UInt128 high;
    private readonly uint low;

    /// <summary>From exactly 20 bytes.</summary>
    /// <exception cref="LedgerFormatException">Kind Address: another length.</exception>
    public Address(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
            throw Refuse(bytes.Length, $"{bytes.Length} bytes, {Size} wanted");
        high = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        low = BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]);
    }

    /// <summary>Twenty zero bytes: nobody.</summary>
    public static Address Zero => default;

    /// <summary>
    /// Reads 0x and 40 digits. All lower or all upper case is taken as written without checksum; mixed case MUST be the checksum of
    /// EIP-55.
    /// </summary>
    /// <exception cref="LedgerFormatException">Kind Address or Hex.</exception>
    public static Address Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var address = new Address(Hex.DecodeData(text));
        var digits = text.AsSpan(2);
        var mixed = digits.ContainsAnyInRange('a', 'f') && digits.ContainsAnyInRange('A', 'F');
        return !mixed || text == address.ToString() ? address : throw Refuse(2, "wrong checksum of EIP-55");
    }

    /// <summary>Where a contract of <paramref name="sender"/>'s transaction with this nonce comes to lie (yellow paper, section 7).</summary>
    public static Address OfDeployment(Address sender, ulong nonce) =>
        OfHash(Keccak256.Hash(Rlp.EncodeList(RlpItem.Of(sender.ToBytes()), RlpItem.Of(nonce))));

    /// <summary>Where a contract made by CREATE2 comes to lie (EIP-1014).</summary>
    public static Address OfDeployment2(Address sender, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> initCodeHash) =>
        OfHash(Keccak256.Hash([0xff, .. sender.ToBytes(), .. salt, .. initCodeHash]));

    /// <summary>The last 20 bytes of a Keccak digest, as accounts are named by their public key.</summary>
    public static Address OfHash(ReadOnlySpan<byte> digest) => new(digest[^Size..]);

    /// <summary>The 20 bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, high);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(16), low);
        return bytes;
    }

    /// <summary>Prefix and 40 digits in the letter case of EIP-55.</summary>
    public override string ToString()
    {
        var digits = Hex.Encode(ToBytes());
        var hash = Hex.Encode(Keccak256.HashText(digits));
        return "0x" + string.Concat(digits.Zip(hash, (digit, h) => h >= '8' ? char.ToUpperInvariant(digit) : digit));
    }

    private static LedgerFormatException Refuse(long offset, string detail) =>
        new(LedgerFormatError.Address, offset, detail);
}
