using System.Numerics;
using System.Text.Json;
using Tender.Ledger.Evm;
using Tender.Testing;

namespace Tender.Ledger.Tests.Proofs;

/// <summary>A case of the public eth_getProof answers.</summary>
internal sealed record StateProof(
    byte[] StateRoot,
    bool Exists,
    Address Address,
    byte[][] Account,
    ulong Nonce,
    BigInteger Balance,
    byte[] CodeHash,
    IReadOnlyList<(byte[] Key, byte[] Value, byte[][] Nodes)> Slots
)
{
    public static IEnumerable<StateProof> Cases()
    {
        using var json = JsonDocument.Parse(Vectors.Bytes("state-proof/eth_getproof_ropsten_11098094.json"));
        return [.. json.RootElement.GetProperty("cases").EnumerateArray().Select(Read)];
    }

    private static StateProof Read(JsonElement test)
    {
        var proof = test.GetProperty("proof");
        return new StateProof(
            Data(test, "stateRoot"),
            test.GetProperty("accountExists").GetBoolean(),
            new Address(Data(proof, "address")),
            Nodes(proof, "accountProof"),
            (ulong)Hex.DecodeQuantity(proof.GetProperty("nonce").GetString()!),
            Hex.DecodeQuantity(proof.GetProperty("balance").GetString()!),
            Data(proof, "codeHash"),
            [.. proof.GetProperty("storageProof").EnumerateArray().Select(Slot)]
        );
    }

    private static (byte[], byte[], byte[][]) Slot(JsonElement slot)
    {
        var value = Hex.DecodeQuantity(slot.GetProperty("value").GetString()!).ToByteArray(true, true);
        value = value is [0] ? [] : value;
        return (Data(slot, "key"), [.. new byte[32 - value.Length], .. value], Nodes(slot, "proof"));
    }

    private static byte[][] Nodes(JsonElement json, string name) =>
        [.. json.GetProperty(name).EnumerateArray().Select(n => Hex.DecodeData(n.GetString()!))];

    private static byte[] Data(JsonElement json, string name) => Hex.DecodeData(json.GetProperty(name).GetString()!);
}
