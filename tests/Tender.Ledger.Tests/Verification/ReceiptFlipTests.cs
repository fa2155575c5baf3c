using System.Text.Json.Nodes;
using Tender.Ledger.Receipts;
using Tender.Ledger.Tests.World;
using Tender.Ledger.Verification;
using Xunit;

namespace Tender.Ledger.Tests.Verification;

[Trait("Speed", "slow")]
public sealed class ReceiptFlipTests
{
    // Places that prove nothing by themselves; the digest alone guards them (Ledger 6).
    private static readonly string[] Free = ["revision", "chain.txHash"];

    [Fact]
    public async Task Verify_EveryByteFlipped_IsNeverValid()
    {
        var (world, receipt) = await GoodAsync();
        var verifier = new ReceiptVerifier(world.Trust);
        foreach (var (place, bytes) in Flipped.Of(receipt.Write()))
            Assert.False(verifier.Verify(bytes).Holds, $"byte {place}");
    }

    [Fact]
    public async Task Verify_EveryBitOfTheFirstTwoHundredBytes_IsNeverValid()
    {
        var (world, receipt) = await GoodAsync();
        var verifier = new ReceiptVerifier(world.Trust);
        var good = receipt.Write();
        for (var bit = 0; bit < 200 * 8; bit++)
        {
            var changed = (byte[])good.Clone();
            changed[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.False(verifier.Verify(changed).Holds, $"bit {bit}");
        }
    }

    /// <summary>A forger would mend the digest: every hex value and every number is changed and the digest made anew.</summary>
    [Fact]
    public async Task Verify_EveryValueChangedWithANewDigest_IsNeverValid()
    {
        var (world, receipt) = await GoodAsync();
        var verifier = new ReceiptVerifier(world.Trust);
        var count = 0;
        foreach (var (path, text) in Changes(receipt.Write()))
        {
            OfflineReceipt changed;
            try
            {
                changed = Mended(text);
            }
            catch (LedgerFormatException)
            {
                continue;
            }

            count++;
            Assert.True(!verifier.Verify(changed.Write()).Holds || Free.Contains(path), path);
        }

        Assert.InRange(count, 120, 1000);
    }

    private static OfflineReceipt Mended(string text)
    {
        var utf8 = CanonicalJson.Canonicalise(System.Text.Encoding.UTF8.GetBytes(text));
        return LedgerJson.ReadAny<OfflineReceipt>(utf8, OfflineReceipt.MaxLength).WithDigest();
    }

    private static IEnumerable<(string Path, string Text)> Changes(byte[] canonical)
    {
        foreach (var path in Leaves(JsonNode.Parse(canonical)!, ""))
        {
            for (var quarter = 0; quarter < 4; quarter++)
            {
                var root = JsonNode.Parse(canonical)!;
                var steps = path.Split('.');
                var parent = steps[..^1].Aggregate(root, Step);
                var changed = Bend(Step(parent, steps[^1]).AsValue(), quarter);
                if (parent is JsonArray array)
                    array[int.Parse(steps[^1], null)] = changed;
                else
                    parent[steps[^1]] = changed;
                yield return (path, root.ToJsonString());
            }
        }
    }

    // Texts: a character to its neighbour in the alphabet of hex and base64 alike.
    private static JsonNode Bend(JsonValue value, int quarter)
    {
        if (value.TryGetValue<bool>(out var flag))
            return !flag;
        if (!value.TryGetValue<string>(out var text))
            return value.GetValue<long>() + (1 << quarter);
        var at = text.Length * quarter / 4 + text.Length / 8;
        return text[..at] + (text[at] == 'a' ? 'b' : 'a') + text[(at + 1)..];
    }

    private static IEnumerable<string> Leaves(JsonNode node, string path) =>
        node switch
        {
            JsonObject members => members
                .Where(m => m.Key != "digest")
                .SelectMany(m => Leaves(m.Value!, path.Length == 0 ? m.Key : $"{path}.{m.Key}")),
            JsonArray items => items.SelectMany((item, i) => Leaves(item!, $"{path}.{i}")),
            _ => [path],
        };

    private static JsonNode Step(JsonNode node, string step) =>
        node is JsonArray array ? array[int.Parse(step, null)]! : node[step]!;

    private static async Task<(LedgerWorld, OfflineReceipt)> GoodAsync()
    {
        var world = new LedgerWorld();
        var submission = await world.SubmitAsync(0, 3);
        world.AnchorThrough(12);
        return (world, world.ReceiptOf(submission));
    }
}
