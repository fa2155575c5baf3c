using System.Text.Json.Nodes;
using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Tender.Ledger.Tests.World;
using Tender.Ledger.Verification;
using Tender.Testing;
using Xunit;
using Deployed = Tender.Ledger.Tests.Contracts.LedgerWorld;

namespace Tender.Ledger.Tests.Verification;

/// <summary>A real node behind somebody who bends what it says: nothing that comes of it passes the verifier.</summary>
public sealed class BadNodeTests(AnvilFixture anvil) : IClassFixture<AnvilFixture>
{
    private readonly LedgerWorld people = new(3);

    [Theory]
    [InlineData("old block")]
    [InlineData("old proof")]
    [InlineData("proof of another slot")]
    [InlineData("proof cut")]
    [InlineData("proof changed")]
    [InlineData("no proof")]
    [InlineData("state root changed")]
    [InlineData("block of another hash")]
    [InlineData("root of another window")]
    public async Task Receipt_FromABadNode_IsNeverValid(string lie)
    {
        var chain = await Deployed.DeployAsync(anvil);
        var proofs = await NodeProofs.OfAsync(people, chain);
        var bid = await proofs.AnchorBidAsync();
        var verifier = new ReceiptVerifier(proofs.Trust);
        var node = Bend(lie, chain.Rpc);
        await NeverValidAsync(async () =>
            verifier.Verify((await proofs.ReceiptAsync(node, bid, bid.Block)).Write()).Verdict
        );
        verifier.Verify((await proofs.ReceiptAsync(chain.Rpc, bid, bid.Block)).Write()).Is(Verdict.ValidDev);
    }

    [Theory]
    [InlineData("old block")]
    [InlineData("old proof")]
    [InlineData("proof cut")]
    [InlineData("last event hidden")]
    [InlineData("event changed")]
    public async Task TenderProof_FromABadNode_IsNeverValid(string lie)
    {
        var chain = await Deployed.DeployAsync(anvil);
        var proofs = await NodeProofs.OfAsync(people, chain);
        var tenderRef = await chain.SealedTenderAsync();
        var number = await chain.Chain.BlockNumberAsync(default);
        var verifier = new TenderProofVerifier(proofs.Trust);
        var node = Bend(lie, chain.Rpc);
        await NeverValidAsync(async () =>
            verifier.Verify(await proofs.TenderProofAsync(node, tenderRef, number)).Report.Verdict
        );
        verifier.Verify(await proofs.TenderProofAsync(chain.Rpc, tenderRef, number)).Report.Is(Verdict.ValidDev);
    }

    [Fact]
    public async Task Watch_TwoNodesThatDisagree_NamesTheOther()
    {
        var chain = await Deployed.DeployAsync(anvil);
        var block = (await chain.Chain.BlockAsync((ulong?)null, default))!;
        var liar = new ChainReader(Bend("old block", chain.Rpc));
        var (good, bad) = (new Uri("http://one.example"), new Uri("http://two.example"));
        var watch = new ChainWatch([(good, chain.Chain), (bad, liar)]);
        var changed = Assert.Single(await watch.CheckAsync([(block.Number, block.Hash)], default));
        Assert.Equal((bad, block.Number), (changed.Node, changed.Number));
    }

    // What cannot be read is refused on the way, what can be read fails a check.
    private static async Task NeverValidAsync(Func<Task<Verdict>> verify)
    {
        Verdict verdict;
        try
        {
            verdict = await verify();
        }
        catch (LedgerFormatException)
        {
            verdict = Verdict.Unreadable;
        }

        Assert.True(verdict is Verdict.Forged or Verdict.Unreadable, $"{verdict}");
    }

    private static LyingNode Bend(string lie, IRpcClient node) =>
        lie switch
        {
            "old block" => new(node) { Asked = (m, p) => m == "eth_getBlockByNumber" ? [Before(p[0]), p[1]] : p },
            "old proof" => new(node) { Asked = (m, p) => m == "eth_getProof" ? [p[0], p[1], Before(p[2])] : p },
            "proof of another slot" => new(node)
            {
                Asked = (m, p) => m == "eth_getProof" ? [p[0], Other(p[1]), p[2]] : p,
            },
            "proof cut" => Answer(node, "eth_getProof", a => Nodes(a).RemoveAt(Nodes(a).Count - 1)),
            "proof changed" => Answer(node, "eth_getProof", a => Nodes(a)[0] = Turned(Nodes(a)[0]!)),
            "no proof" => Answer(node, "eth_getProof", a => a["storageProof"] = new JsonArray()),
            "state root changed" => Answer(node, "eth_getBlockByNumber", a => a["stateRoot"] = Turned(a["stateRoot"]!)),
            "block of another hash" => Answer(node, "eth_getBlockByNumber", a => a["hash"] = Turned(a["hash"]!)),
            "root of another window" => Answer(node, "eth_getLogs", a => a[1]!["data"] = a[0]!["data"]!.DeepClone()),
            "last event hidden" => Answer(node, "eth_getLogs", a => a.AsArray().RemoveAt(a.AsArray().Count - 1)),
            "event changed" => Answer(node, "eth_getLogs", a => a[0]!["data"] = Turned(a[0]!["data"]!)),
            _ => throw new ArgumentOutOfRangeException(nameof(lie), lie, "no such lie"),
        };

    private static LyingNode Answer(IRpcClient node, string method, Action<JsonNode> bend) =>
        new(node)
        {
            Answered = (asked, answer) =>
            {
                if (asked == method)
                    bend(answer);
            },
        };

    private static JsonArray Nodes(JsonNode proof) => proof["storageProof"]![0]!["proof"]!.AsArray();

    private static string Before(object? number) =>
        number is string text and not "latest" ? Hex.EncodeQuantity(Hex.DecodeUInt64(text) - 1) : "0x0";

    private static List<string> Other(object? keys) =>
        [.. ((List<string>)keys!).Select(k => Turned(JsonValue.Create(k)))];

    // Another last digit: still the same form.
    private static string Turned(JsonNode hex)
    {
        var text = hex.GetValue<string>();
        return text[..^1] + (text[^1] == '0' ? '1' : '0');
    }
}
