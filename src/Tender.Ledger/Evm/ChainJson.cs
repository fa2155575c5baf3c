using System.Text.Json;

namespace Tender.Ledger.Evm;

/// <summary>Reads the JSON objects of a node; a missing or odd field is a typed refusal, never a default.</summary>
internal static class ChainJson
{
    internal static ChainBlock ReadBlock(JsonElement json) =>
        new(Number(json, "number"), Hash(json, "hash"), Hash(json, "parentHash"), Number(json, "timestamp"), json);

    internal static ChainReceipt ReadReceipt(JsonElement json) =>
        new(
            Hash(json, "transactionHash"),
            Number(json, "blockNumber"),
            Hash(json, "blockHash"),
            Number(json, "status") == 1,
            Number(json, "gasUsed"),
            json.TryGetProperty("contractAddress", out var made) && made.ValueKind == JsonValueKind.String
                ? Address.Parse(made.GetString()!)
                : null,
            [.. Member(json, "logs", JsonValueKind.Array).EnumerateArray().Select(ReadLog)]
        );

    internal static ChainLog ReadLog(JsonElement json) =>
        new(
            Address.Parse(Text(json, "address")),
            [.. Member(json, "topics", JsonValueKind.Array).EnumerateArray().Select(t => Data(t, "topics"))],
            Hex.DecodeData(Text(json, "data")),
            Number(json, "blockNumber"),
            Hash(json, "transactionHash")
        );

    internal static ChainProof ReadProof(JsonElement json) =>
        new(
            Nodes(json, "accountProof"),
            [.. Member(json, "storageProof", JsonValueKind.Array).EnumerateArray().Select(p => Nodes(p, "proof"))]
        );

    private static byte[][] Nodes(JsonElement json, string name) =>
        [.. Member(json, name, JsonValueKind.Array).EnumerateArray().Select(n => Data(n, name))];

    private static ulong Number(JsonElement json, string name) => Hex.DecodeUInt64(Text(json, name));

    private static byte[] Hash(JsonElement json, string name)
    {
        var bytes = Hex.DecodeData(Text(json, name));
        return bytes.Length == 32 ? bytes : throw Refuse(name);
    }

    private static byte[] Data(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.String ? Hex.DecodeData(json.GetString()!) : throw Refuse(name);

    private static string Text(JsonElement json, string name) => Member(json, name, JsonValueKind.String).GetString()!;

    private static JsonElement Member(JsonElement json, string name, JsonValueKind kind) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) && member.ValueKind == kind
            ? member
            : throw Refuse(name);

    private static LedgerFormatException Refuse(string name) =>
        new(LedgerFormatError.Answer, 0, $"the node's answer has no usable field {name}");
}
