using Tender.Ledger.Evm;

namespace Tender.Ledger.Proofs;

/// <summary>
/// A block header read from its RLP (yellow paper 4.3; later fields EIP-1559, 4895, 4844, 4788, 7685). Fields that are not understood stay
/// in the hash, so none can be cut or added.
/// </summary>
public sealed class BlockHeader
{
    private const int ExtraDataField = 12;
    private readonly RlpItem[] fields;

    private BlockHeader(byte[] rlp, RlpItem[] fields)
    {
        Rlp = rlp;
        this.fields = fields;
        ParentHash = fields[0].ToBytes(32);
        StateRoot = fields[3].ToBytes(32);
        TransactionsRoot = fields[4].ToBytes(32);
        Number = fields[8].ToUInt64();
        Timestamp = fields[11].ToUInt64();
        ExtraData = fields[ExtraDataField].Bytes.ToArray();
    }

    /// <summary>The encoding it came from.</summary>
    public ReadOnlyMemory<byte> Rlp { get; }

    /// <summary>Hash of the block before.</summary>
    public byte[] ParentHash { get; }

    /// <summary>Root of the accounts after this block.</summary>
    public byte[] StateRoot { get; }

    /// <summary>Root of the block's transactions.</summary>
    public byte[] TransactionsRoot { get; }

    /// <summary>Height.</summary>
    public ulong Number { get; }

    /// <summary>Seconds since 1970 UTC.</summary>
    public ulong Timestamp { get; }

    /// <summary>Free bytes; with QBFT validators, round and seals.</summary>
    public byte[] ExtraData { get; }

    /// <summary>Reads a header.</summary>
    /// <exception cref="LedgerFormatException">Kind Rlp: not canonical; kind Header: not 15 to 21 fields of their lengths.</exception>
    public static BlockHeader Parse(ReadOnlySpan<byte> rlp)
    {
        var item = Evm.Rlp.Decode(rlp);
        if (!item.IsList || item.Items.Count is < 15 or > 21 || item.Items.Any(f => f.IsList))
            throw new LedgerFormatException(LedgerFormatError.Header, 0, "15 to 21 fields wanted");
        return new BlockHeader(rlp.ToArray(), [.. item.Items]);
    }

    /// <summary>Hash by which a chain without QBFT knows the block.</summary>
    public byte[] Hash() => Keccak256.Hash(Rlp.Span);

    /// <summary>Hash by which a QBFT chain knows the block: of the header with round 0 and without seals.</summary>
    /// <exception cref="LedgerFormatException">Kind Header: extraData is not QBFT's.</exception>
    public byte[] QbftHash() => HashWith(QbftExtraData.Parse(ExtraData).EncodeForHash());

    internal byte[] HashWith(byte[] extraData)
    {
        var changed = (RlpItem[])fields.Clone();
        changed[ExtraDataField] = RlpItem.Of(extraData);
        return Keccak256.Hash(Evm.Rlp.EncodeList(changed));
    }
}
