using System.Text.Json;
using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Tender.Ledger.Proofs;
using Tender.Ledger.Receipts;
using Tender.Sealing;

namespace Tender.Ledger.Tests.World;

/// <summary>
/// Two contracts' storage and headers over it, as much of a chain as proofs need. It answers like a node: JSON of a block, nodes of a
/// proof. With validators its blocks are QBFT's.
/// </summary>
internal sealed class MemoryChain
{
    public static readonly byte[] AnchorLog = [.. Enumerable.Repeat((byte)0xA1, 20)];
    public static readonly byte[] TenderChain = [.. Enumerable.Repeat((byte)0xC2, 20)];
    public static readonly byte[] AnchorCode = Keccak256.HashText("code of the log");
    public static readonly byte[] TenderCode = Keccak256.HashText("code of the facts");
    public const int HeadsSlot = 3;
    public const int LivesSlot = 0;

    private readonly MemoryTrie logStorage = new();
    private readonly MemoryTrie tenderStorage = new();
    private readonly Dictionary<string, List<TenderEvent>> events = [];

    /// <summary>Validators in ascending order; empty: a development chain.</summary>
    public IReadOnlyList<EthKey> Validators { get; init; } = [];

    public ulong Height { get; private set; } = 100;

    public byte[] Head { get; private set; } = new byte[32];

    public ulong NextWindow { get; private set; }

    public AnchoredWindow Anchor(byte[] root, byte[] padCommit, ulong at, bool late)
    {
        var previous = Head;
        Head = LedgerHeads.OfWindow(previous, NextWindow, root, padCommit, at);
        Put(logStorage, StorageKeys.OfHead(NextWindow, HeadsSlot), Head);
        NextWindow++;
        Height++;
        return new AnchoredWindow
        {
            Root = root,
            PadCommit = padCommit,
            PrevHead = previous,
            AnchoredAt = at,
            Head = Head,
            Late = late,
        };
    }

    public void Write(byte[] tenderRef, byte kind, byte[] payload, ulong at)
    {
        var own = EventsOf(tenderRef);
        var head = own.Count == 0 ? new byte[32] : own[^1].Head;
        var seq = (uint)own.Count;
        var next = LedgerHeads.OfFact(head, tenderRef, kind, seq, at, payload);
        own.Add(new(tenderRef, kind, seq, payload, next, at, TenderFact.Decode(kind, payload), Height++, next));
        var story = ProvenTender.Of(tenderRef, [.. own.Select(FactRecord.Of)]);
        Put(tenderStorage, StorageKeys.OfTenderHead(tenderRef, LivesSlot), next);
        Put(tenderStorage, StorageKeys.OfTenderSlot(tenderRef, LivesSlot), story.PackedSlot());
    }

    public List<TenderEvent> EventsOf(byte[] tenderRef)
    {
        if (!events.TryGetValue(Hex.Encode(tenderRef), out var own))
            events[Hex.Encode(tenderRef)] = own = [];
        return own;
    }

    public ChainProof Prove(byte[] contract, IReadOnlyList<byte[]> keys)
    {
        var storage = contract.AsSpan().SequenceEqual(AnchorLog) ? logStorage : tenderStorage;
        return new ChainProof(
            Accounts().Prove(Keccak256.Hash(contract)),
            [.. keys.Select(k => storage.Prove(Keccak256.Hash(k)))]
        );
    }

    /// <summary>The newest block as a node tells it.</summary>
    public JsonElement Block(ulong time)
    {
        var extra = Validators.Count == 0 ? [] : Extra([]);
        var fields = Fields(time, extra);
        var header = BlockHeader.Parse(Rlp.EncodeList(fields.Values.Select(f => f.Item)));
        var hash = Validators.Count == 0 ? header.Hash() : header.QbftHash();
        if (Validators.Count > 0)
        {
            var sealedHash = QbftSeals.SealedHash(header);
            fields["extraData"] = Data(Extra([.. Validators.Skip(1).Select(v => v.Sign(sealedHash).Encode())]));
        }

        var json = fields.ToDictionary(f => f.Key, f => f.Value.Text);
        json["hash"] = Hex.EncodeData(hash);
        return JsonSerializer.SerializeToElement(json);
    }

    private MemoryTrie Accounts()
    {
        var accounts = new MemoryTrie();
        // Neighbours, so that proofs have branches.
        for (byte i = 1; i < 40; i++)
            accounts.Put(Keccak256.Hash([i]), Account(new MemoryTrie().Root(), Keccak256.Hash([])));
        accounts.Put(Keccak256.Hash(AnchorLog), Account(logStorage.Root(), AnchorCode));
        accounts.Put(Keccak256.Hash(TenderChain), Account(tenderStorage.Root(), TenderCode));
        return accounts;
    }

    private Dictionary<string, (RlpItem Item, string Text)> Fields(ulong time, byte[] extra) =>
        new()
        {
            ["parentHash"] = Data(Keccak256.Hash([(byte)Height])),
            ["sha3Uncles"] = Data(Keccak256.Hash([0xc0])),
            ["miner"] = Data(new byte[20]),
            ["stateRoot"] = Data(Accounts().Root()),
            ["transactionsRoot"] = Data(Keccak256.Hash([1])),
            ["receiptsRoot"] = Data(Keccak256.Hash([2])),
            ["logsBloom"] = Data(new byte[256]),
            ["difficulty"] = Number(Validators.Count == 0 ? 0UL : 1UL),
            ["number"] = Number(Height),
            ["gasLimit"] = Number(1_000_000_000),
            ["gasUsed"] = Number(60_525),
            ["timestamp"] = Number(time),
            ["extraData"] = Data(extra),
            ["mixHash"] = Data(Keccak256.Hash([3])),
            ["nonce"] = Data(new byte[8]),
            ["baseFeePerGas"] = Number(0),
        };

    private byte[] Extra(IReadOnlyList<byte[]> seals) =>
        Rlp.EncodeList(
            RlpItem.Of(new byte[32]),
            RlpItem.List(Validators.Select(v => RlpItem.Of(v.Address.ToBytes()))),
            RlpItem.List(),
            RlpItem.Of(1UL),
            RlpItem.List(seals.Select(s => RlpItem.Of(s)))
        );

    private static byte[] Account(byte[] storageRoot, byte[] codeHash) =>
        Rlp.EncodeList(RlpItem.Of(1UL), RlpItem.Of(0UL), RlpItem.Of(storageRoot), RlpItem.Of(codeHash));

    private static void Put(MemoryTrie storage, byte[] key, byte[] value) =>
        storage.Put(Keccak256.Hash(key), Rlp.Encode(RlpItem.Of(value.AsSpan().TrimStart((byte)0))));

    private static (RlpItem, string) Data(byte[] bytes) => (RlpItem.Of(bytes), Hex.EncodeData(bytes));

    private static (RlpItem, string) Number(ulong value) => (RlpItem.Of(value), Hex.EncodeQuantity(value));

    /// <summary>Validators of a seed, ascending by address.</summary>
    public static IReadOnlyList<EthKey> DrawValidators(IRandom random, int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ => EthKey.Draw(random))
                .OrderBy(k => Hex.Encode(k.Address.ToBytes()), StringComparer.Ordinal),
        ];
}
