using System.Text.Json;
using Tender.Ledger.Evm;

namespace Tender.Ledger.Proofs;

/// <summary>Rebuilds the RLP of a header from the JSON of a node (eth_getBlockByNumber, eth_getBlockByHash).</summary>
public static class BlockHeaderRlp
{
    private static readonly string[] Always =
    [
        "parentHash",
        "sha3Uncles",
        "miner",
        "stateRoot",
        "transactionsRoot",
        "receiptsRoot",
        "logsBloom",
        "*difficulty",
        "*number",
        "*gasLimit",
        "*gasUsed",
        "*timestamp",
        "extraData",
        "mixHash",
        "nonce",
    ];

    // In the order in which forks added them; a node that has a later one has all earlier ones.
    private static readonly string[] Later =
    [
        "*baseFeePerGas",
        "withdrawalsRoot",
        "*blobGasUsed",
        "*excessBlobGas",
        "parentBeaconBlockRoot",
        "requestsHash",
    ];

    /// <summary>The header's RLP. The block's hash in the answer MUST be the one that the header gives, plain or by QBFT's rule.</summary>
    /// <exception cref="LedgerFormatException">Kind Answer: a field is missing; kind Header: the hash is another.</exception>
    public static byte[] FromAnswer(JsonElement block)
    {
        var fields = Always.Select(name => Field(block, name)).ToList();
        fields.AddRange(Later.TakeWhile(name => Has(block, name.TrimStart('*'))).Select(name => Field(block, name)));
        var rlp = Rlp.EncodeList(fields);
        var told = Field(block, "hash").Bytes;
        var header = BlockHeader.Parse(rlp);
        if (told.SequenceEqual(header.Hash()))
            return rlp;
        return QbftExtraData.IsQbft(header.ExtraData) && told.SequenceEqual(header.QbftHash())
            ? rlp
            : throw new LedgerFormatException(LedgerFormatError.Header, 0, "the block's hash is not its header's");
    }

    // A star marks numbers, which lose leading zeros in RLP; all else keeps its length.
    private static RlpItem Field(JsonElement block, string name)
    {
        var isNumber = name[0] == '*';
        var text = Has(block, name.TrimStart('*'))
            ? block.GetProperty(name.TrimStart('*')).GetString()!
            : throw Missing(name);
        return isNumber ? RlpItem.Of(Hex.DecodeQuantity(text)) : RlpItem.Of(Hex.DecodeData(text));
    }

    private static bool Has(JsonElement block, string name) =>
        block.ValueKind == JsonValueKind.Object
        && block.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String;

    private static LedgerFormatException Missing(string name) =>
        new(LedgerFormatError.Answer, 0, $"the block has no field {name}");
}
