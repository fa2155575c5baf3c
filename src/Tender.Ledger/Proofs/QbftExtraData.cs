using Tender.Ledger.Evm;

namespace Tender.Ledger.Proofs;

/// <summary>
/// extraData of a QBFT block: vanity, validators, vote, round, committed seals. Re-encoding gives the same bytes, whichever of the two
/// spellings of round and missing vote that are found in the wild the block uses.
/// </summary>
public sealed class QbftExtraData
{
    private readonly RlpItem[] fields;

    private QbftExtraData(RlpItem[] fields)
    {
        this.fields = fields;
        Vanity = fields[0].ToBytes(32);
        Validators = [.. fields[1].Items.Select(v => new Address(v.Bytes))];
        Round = ReadRound(fields[3].Bytes);
        Seals = [.. fields[4].Items.Select(s => s.ToBytes(EthSignature.Size))];
        CheckVote(fields[2]);
    }

    /// <summary>Free bytes, 32.</summary>
    public byte[] Vanity { get; }

    /// <summary>Validators of this block in the chain's order.</summary>
    public IReadOnlyList<Address> Validators { get; }

    /// <summary>Recipient and type (ff add, 00 drop) of a vote on validators, or null.</summary>
    public (Address Recipient, byte Type)? Vote =>
        fields[2] is { IsList: true, Items.Count: 2 } vote
            ? (new Address(vote.Items[0].Bytes), vote.Items[1].Bytes is [var type] ? type : (byte)0)
            : null;

    /// <summary>Round in which the validators agreed.</summary>
    public uint Round { get; }

    /// <summary>Signatures r, s, parity of 65 bytes each.</summary>
    public IReadOnlyList<byte[]> Seals { get; }

    /// <summary>Reads extraData.</summary>
    /// <exception cref="LedgerFormatException">Kind Rlp, Address or Header.</exception>
    public static QbftExtraData Parse(ReadOnlySpan<byte> rlp)
    {
        var item = Rlp.Decode(rlp);
        return item.IsList && item.Items.Count == 5
            ? new QbftExtraData([.. item.Items])
            : throw Refuse("five fields of QBFT wanted");
    }

    /// <summary>Whether these bytes are extraData of QBFT.</summary>
    public static bool IsQbft(ReadOnlySpan<byte> extraData)
    {
        try
        {
            Parse(extraData);
            return true;
        }
        catch (LedgerFormatException)
        {
            return false;
        }
    }

    /// <summary>The bytes it came from.</summary>
    public byte[] Encode() => Rlp.EncodeList(fields);

    /// <summary>For the block's hash: round 0, no seals.</summary>
    public byte[] EncodeForHash() => Rlp.EncodeList(fields[0], fields[1], fields[2], RlpItem.Empty, RlpItem.List());

    /// <summary>For the seals' hash: with the round, no seals.</summary>
    public byte[] EncodeForSeals() => Rlp.EncodeList(fields[0], fields[1], fields[2], fields[3], RlpItem.List());

    // A number without leading zeros (Besu) or four bytes (the protocol's published examples).
    private static uint ReadRound(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 4 || bytes is [0, ..] and not { Length: 4 })
            throw Refuse("round");
        uint round = 0;
        foreach (var b in bytes)
            round = round << 8 | b;
        return round;
    }

    private static void CheckVote(RlpItem vote)
    {
        var isNone = vote.IsList ? vote.Items.Count == 0 : vote.Bytes.IsEmpty;
        var isVote =
            vote is { IsList: true, Items.Count: 2 }
            && !vote.Items.Any(i => i.IsList)
            && vote.Items[0].Bytes.Length == Address.Size
            && vote.Items[1].Bytes is [] or [0] or [0xff];
        if (!isNone && !isVote)
            throw Refuse("vote");
    }

    private static LedgerFormatException Refuse(string detail) => new(LedgerFormatError.Header, 0, detail);
}
