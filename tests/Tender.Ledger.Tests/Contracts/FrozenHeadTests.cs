using System.Buffers.Binary;
using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Tender.Testing;
using Xunit;

namespace Tender.Ledger.Tests.Contracts;

/// <summary>Both hash chains with the events that carry them: five windows, and one fact of every kind.</summary>
public class FrozenHeadTests
{
    private const ulong Start = 1_795_500_000;
    private static readonly Address Contract = Address.OfDeployment(Address.Zero, 0);
    private readonly SeededRandom random = new(5);

    [Fact]
    public void Heads_FiveWindows_AreAsFrozen()
    {
        var client = new AnchorLogClient(new ChainReader(new FakeRpc()), Contract);
        var head = new byte[32];
        var windows = new List<object>();
        for (ulong n = 0; n < 5; n++)
        {
            byte[] root = Word(),
                pad = Word();
            var time = Start + 10 * n + 12 + (n == 3 ? 20UL : 0);
            var late = n == 3;
            head = LedgerHeads.OfWindow(head, n, root, pad, time);
            var entry = ContractArtifact.AnchorLog.Abi.Events["WindowAnchored"];
            var log = new ChainLog(
                Contract,
                [entry.Hash, Pad(n)],
                Encode(entry, root, pad, head, time, late),
                1,
                Word()
            );
            var read = client.Decode(log)!;
            Assert.Equal((n, time, late), (read.Window, read.AnchoredAt, read.Late));
            Assert.Equal(
                (Hex.Encode(root), Hex.Encode(pad), Hex.Encode(head)),
                (Hex.Encode(read.Root), Hex.Encode(read.PadCommit), Hex.Encode(read.Head))
            );
            windows.Add(
                new
                {
                    window = n,
                    root = Hex.Encode(root),
                    padCommit = Hex.Encode(pad),
                    anchoredAt = time,
                    late,
                    head = Hex.Encode(head),
                    topics = log.Topics.Select(t => Hex.Encode(t)),
                    data = Hex.Encode(log.Data),
                }
            );
        }
        Frozen.AssertJson("heads.json", new { v = 1, windows });
    }

    [Fact]
    public void TenderHead_EveryKind_IsAsFrozen()
    {
        var client = new TenderChainClient(new ChainReader(new FakeRpc()), Contract);
        var tender = Word();
        var head = new byte[32];
        var facts = new List<object>();
        foreach (var payload in Payloads())
        {
            var seq = (uint)facts.Count;
            var kind = (byte)(seq + 1);
            var time = Start + 100 * seq;
            head = LedgerHeads.OfFact(head, tender, kind, seq, time, payload);
            var entry = ContractArtifact.TenderChain.Abi.Events["TenderEvent"];
            var log = new ChainLog(
                Contract,
                [entry.Hash, tender, Pad(kind)],
                Encode(entry, seq, payload, head, time),
                1,
                Word()
            );
            var read = client.Decode(log)!;
            Assert.Equal((kind, seq, time), (read.Kind, read.Seq, read.Time));
            Assert.Equal(kind, read.Fact.Kind);
            facts.Add(
                new
                {
                    kind,
                    name = read.Fact.GetType().Name,
                    seq,
                    time,
                    payload = Hex.Encode(payload),
                    head = Hex.Encode(head),
                    topics = log.Topics.Select(t => Hex.Encode(t)),
                    data = Hex.Encode(log.Data),
                }
            );
        }
        Assert.Equal(15, facts.Count);
        Frozen.AssertJson(
            "tender-head.json",
            new
            {
                v = 1,
                tenderRef = Hex.Encode(tender),
                facts,
            }
        );
    }

    [Fact]
    public void Decode_PayloadOfOtherWidthOrKind_IsRefused()
    {
        foreach (var (payload, index) in Payloads().Select((p, i) => (p, i)))
        {
            var kind = (byte)(index + 1);
            AssertRefused(kind, payload[..^1]);
            AssertRefused(kind, [.. payload, 0]);
        }
        AssertRefused(0, new byte[32]);
        AssertRefused(16, new byte[32]);
    }

    [Fact]
    public void Decode_OtherContractOrEvent_IsNoFact()
    {
        var client = new TenderChainClient(new ChainReader(new FakeRpc()), Contract);
        var entry = ContractArtifact.TenderChain.Abi.Events["TenderEvent"];
        var data = Encode(entry, 0U, Word(), Word(), Start);
        Assert.NotNull(client.Decode(new ChainLog(Contract, [entry.Hash, Word(), Pad(5)], data, 1, Word())));
        Assert.Null(client.Decode(new ChainLog(Address.Zero, [entry.Hash, Word(), Pad(5)], data, 1, Word())));
        Assert.Null(client.Decode(new ChainLog(Contract, [Word(), Word(), Pad(5)], data, 1, Word())));
        Assert.Throws<LedgerFormatException>(() =>
            client.Decode(new ChainLog(Contract, [entry.Hash, Word()], data, 1, Word()))
        );
        Assert.Throws<LedgerFormatException>(() =>
            client.Decode(new ChainLog(Contract, [entry.Hash, Word(), Pad(5)], data[..^32], 1, Word()))
        );
    }

    /// <summary>One payload of each kind, 1 to 15, in the widths of Ledger 3.2.</summary>
    private IEnumerable<byte[]> Payloads()
    {
        yield return [.. Word(), .. U64(Start + 5000), 3];
        yield return [.. U64(Start + 6000), .. Word()];
        yield return Word();
        yield return [.. U64(Start + 7000), .. Word()];
        yield return Word();
        yield return [.. Word(), .. Word(), .. Word(), 2, 3];
        yield return [1, .. Word(), .. U32(4), .. U64(699)];
        yield return [2, .. Word(), .. U32(3), .. Word()];
        yield return [1, 2, .. Word()];
        yield return [1, .. Word()];
        yield return U32(2);
        yield return Word();
        yield return Word();
        yield return Word();
        yield return [1, .. Word(), .. Word()];
    }

    private static void AssertRefused(byte kind, byte[] payload) =>
        Assert.Equal(
            LedgerFormatError.Abi,
            Assert.Throws<LedgerFormatException>(() => TenderFact.Decode(kind, payload)).Kind
        );

    private static byte[] Encode(AbiEntry entry, params object[] values) =>
        AbiCodec.Encode([.. entry.Inputs.Where(p => !p.Indexed).Select(p => p.Type)], values);

    private byte[] Word()
    {
        var bytes = new byte[32];
        random.Fill(bytes);
        return bytes;
    }

    private static byte[] Pad(ulong value) => [.. new byte[24], .. U64(value)];

    private static byte[] U64(ulong value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] U32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}
