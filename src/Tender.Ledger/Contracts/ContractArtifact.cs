using System.Text.Json;
using Tender.Ledger.Evm;

namespace Tender.Ledger.Contracts;

/// <summary>
/// A compiled contract as it is committed in <c>contracts/artifacts</c>: interface, creation code and storage layout. A test compiles
/// the sources again and compares.
/// </summary>
public sealed class ContractArtifact
{
    private readonly byte[] deployedTemplate;
    private readonly IReadOnlyList<(int Start, int Length)> immutables;
    private readonly Dictionary<string, ulong> slots;
    private readonly Dictionary<string, ulong> lifeSlots;

    private ContractArtifact(string name)
    {
        using var stream = typeof(ContractArtifact).Assembly.GetManifestResourceStream($"{name}.json")!;
        using var json = JsonDocument.Parse(stream);
        var root = json.RootElement;
        Abi = new ContractAbi(root.GetProperty("abi"));
        CreationCode = Hex.DecodeData(root.GetProperty("bytecode").GetString()!);
        deployedTemplate = Hex.DecodeData(root.GetProperty("deployedBytecode").GetString()!);
        immutables =
        [
            .. root.GetProperty("immutables").EnumerateArray().Select(i => (i[0].GetInt32(), i[1].GetInt32())),
        ];
        slots = Slots(root.GetProperty("storage"));
        lifeSlots = root.GetProperty("structs").TryGetProperty("struct TenderLives.Life", out var life)
            ? Slots(life)
            : [];
    }

    /// <summary>The log of windows (Ledger 3.1).</summary>
    public static ContractArtifact AnchorLog { get; } = new("AnchorLog");

    /// <summary>The facts of tenders (Ledger 3.2).</summary>
    public static ContractArtifact TenderChain { get; } = new("TenderChain");

    /// <summary>Code that makes the contract; the constructor's arguments follow it.</summary>
    public ReadOnlyMemory<byte> CreationCode { get; }

    /// <summary>AnchorLog: slot of the mapping window → head. TenderChain: slot of the mapping ref → life.</summary>
    public ulong MappingSlot => slots.TryGetValue("_heads", out var heads) ? heads : slots["_lives"];

    /// <summary>TenderChain: slots of head, seatsHash and packed facts, counted from keccak256(ref ‖ pad32(slot)).</summary>
    public (ulong Head, ulong SeatsHash, ulong Facts) LifeOffsets =>
        (lifeSlots["head"], lifeSlots["seatsHash"], lifeSlots["facts"]);

    internal ContractAbi Abi { get; }

    /// <summary>True when code on the chain is this contract, whatever its constructor wrote into the immutable places.</summary>
    public bool IsCode(ReadOnlySpan<byte> deployed)
    {
        if (deployed.Length != deployedTemplate.Length)
            return false;
        var masked = deployed.ToArray();
        foreach (var (start, length) in immutables)
            masked.AsSpan(start, length).Clear();
        return masked.AsSpan().SequenceEqual(deployedTemplate);
    }

    private static Dictionary<string, ulong> Slots(JsonElement members) =>
        members
            .EnumerateArray()
            .ToDictionary(m => m.GetProperty("label").GetString()!, m => m.GetProperty("slot").GetUInt64());
}
