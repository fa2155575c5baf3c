using System.Text.Json;
using Xunit;

namespace Tender.Sealing.Tests;

public class MerkleVectorTests
{
    [SkippableFact]
    public void VerifyInclusion_EveryVector_AnswersAsStated()
    {
        var cases = Cases("merkle/inclusion.json", 98, 92);
        foreach (var c in cases)
        {
            var holds = Rfc9162.VerifyInclusion(
                c.GetProperty("leafIdx").GetUInt64(),
                c.GetProperty("treeSize").GetUInt64(),
                c.Base64("leafHash"),
                Proof(c),
                c.Base64("root")
            );
            Assert.Equal((c.Text("path"), !c.GetProperty("wantErr").GetBoolean()), (c.Text("path"), holds));
        }
    }

    [SkippableFact]
    public void VerifyConsistency_EveryVector_AnswersAsStated()
    {
        var cases = Cases("merkle/consistency.json", 98, 92);
        foreach (var c in cases)
        {
            var holds = Rfc9162.VerifyConsistency(
                c.GetProperty("size1").GetUInt64(),
                c.GetProperty("size2").GetUInt64(),
                c.Base64("root1"),
                c.Base64("root2"),
                Proof(c)
            );
            Assert.Equal((c.Text("path"), !c.GetProperty("wantErr").GetBoolean()), (c.Text("path"), holds));
        }
    }

    [SkippableFact]
    public void Tree8_LeavesNodesAndRoots_AreEqual()
    {
        var file = JsonVectors.Read("merkle/tree8.json");
        var leaves = Strings(file.GetProperty("leaves"));
        Assert.Equal(8, leaves.Count);
        var level = leaves.Select(l => Rfc9162.LeafHash(l)).ToList();
        var nodes = 0;
        foreach (var expected in file.GetProperty("nodesByLevel").EnumerateArray())
        {
            Assert.Equal(Strings(expected), level);
            nodes += level.Count;
            level = [.. level.Chunk(2).Where(p => p.Length == 2).Select(p => Rfc9162.NodeHash(p[0], p[1]))];
        }

        Assert.Equal(15, nodes);
        var roots = Strings(file.GetProperty("rootBySize"));
        Assert.Equal(9, roots.Count);
        var builder = new TreeBuilder();
        foreach (var (root, size) in roots.Select((r, s) => (r, s)))
        {
            if (size > 0)
                builder.Add(leaves[size - 1]);
            Assert.Equal(root, builder.Root());
            Assert.Equal(root, Rfc9162.Root(builder.LeafHashes));
        }
    }

    [SkippableFact]
    public void Tree8_ProofsOfEveryIndexAndSize_Verify()
    {
        var file = JsonVectors.Read("merkle/tree8.json");
        var roots = Strings(file.GetProperty("rootBySize"));
        var hashes = Strings(file.GetProperty("leaves")).Select(l => Rfc9162.LeafHash(l)).ToList();
        for (var size = 1; size <= 8; size++)
        {
            var head = hashes[..size];
            for (var index = 0; index < size; index++)
            {
                var proof = Rfc9162.InclusionProof(head, index);
                Assert.True(Rfc9162.VerifyInclusion((ulong)index, (ulong)size, head[index], proof, roots[size]));
            }

            for (var old = 1; old <= size; old++)
            {
                var proof = Rfc9162.ConsistencyProof(head, old);
                Assert.True(Rfc9162.VerifyConsistency((ulong)old, (ulong)size, roots[old], roots[size], proof));
            }
        }
    }

    [SkippableFact]
    public void Hashers_EveryValue_IsEqual()
    {
        var values = JsonVectors.Read("merkle/tree8.json").GetProperty("hasher").EnumerateArray().ToList();
        Assert.Equal(4, values.Count);
        foreach (var value in values)
        {
            var hash = value.Text("what") switch
            {
                "empty root" => Rfc9162.EmptyRoot,
                "leaf" => Rfc9162.LeafHash(value.Hex("leaf")),
                "node of these two values as bytes" => Rfc9162.NodeHash(value.Hex("left"), value.Hex("right")),
                var other => throw new InvalidDataException(other),
            };
            Assert.Equal(value.Hex("hash"), hash);
        }
    }

    private static List<JsonElement> Cases(string path, int count, int refused)
    {
        var cases = JsonVectors.Read(path).EnumerateArray().ToList();
        Assert.Equal((count, refused), (cases.Count, cases.Count(c => c.GetProperty("wantErr").GetBoolean())));
        return cases;
    }

    private static List<byte[]> Proof(JsonElement c) =>
        c.GetProperty("proof") is { ValueKind: JsonValueKind.Array } proof
            ? [.. proof.EnumerateArray().Select(p => p.GetBytesFromBase64())]
            : [];

    private static List<byte[]> Strings(JsonElement array) =>
        [.. array.EnumerateArray().Select(e => Convert.FromHexString(e.GetString()!))];
}
