using System.Text;
using System.Text.Json;
using CsCheck;
using Tender.Ledger.Evm;
using Tender.Ledger.Proofs;
using Tender.Ledger.Tests.World;
using Tender.Testing;
using Xunit;

namespace Tender.Ledger.Tests.Proofs;

public sealed class MerklePatriciaTests
{
    [SkippableTheory]
    [InlineData("trietest", 5, false)]
    [InlineData("trieanyorder", 7, false)]
    [InlineData("trietest_secureTrie", 3, true)]
    [InlineData("trieanyorder_secureTrie", 7, true)]
    [InlineData("hex_encoded_securetrie_test", 3, true)]
    public void Read_PublicTries_GivesEveryValueAndNothingElse(string file, int count, bool isSecure)
    {
        using var json = JsonDocument.Parse(Vectors.Bytes($"trie/{file}.json"));
        var cases = json.RootElement.EnumerateObject().ToList();
        Assert.Equal(count, cases.Count);
        foreach (var test in cases)
            AssertCase(test.Value, isSecure);
    }

    [SkippableFact]
    public void Read_PublicAccountsAndSlots_AreAsTold()
    {
        var accounts = 0;
        var slots = 0;
        foreach (var test in StateProof.Cases())
        {
            accounts++;
            var account = AccountState.Prove(test.StateRoot, test.Address, test.Account, out _);
            Assert.Equal(test.Exists, account is not null);
            if (account is null)
            {
                var absent = MerklePatricia.Read(test.StateRoot, Keccak256.Hash(test.Address.ToBytes()), test.Account);
                Assert.True(absent.Holds);
                continue;
            }

            Assert.Equal(test.Nonce, account.Nonce);
            Assert.Equal(test.Balance, account.Balance);
            Assert.Equal(test.CodeHash, account.CodeHash);
            foreach (var slot in test.Slots)
            {
                slots++;
                Assert.Equal(slot.Value, account.ProveSlot(slot.Key, slot.Nodes, out _));
            }
        }

        Assert.Equal((3, 2), (accounts, slots));
    }

    [SkippableFact]
    public void Read_ChangedProof_IsRefused()
    {
        foreach (var test in StateProof.Cases())
        {
            var key = Keccak256.Hash(test.Address.ToBytes());
            Assert.True(MerklePatricia.Read(test.StateRoot, key, test.Account).Holds);
            foreach (var changed in Changes(test.Account))
                Assert.False(MerklePatricia.Read(test.StateRoot, key, changed).Holds);
            Assert.False(MerklePatricia.Read(test.StateRoot, Keccak256.Hash([1]), test.Account).Holds);
            Assert.False(MerklePatricia.Read(Keccak256.Hash([1]), key, test.Account).Holds);
        }
    }

    [Fact]
    public void Read_EmptyTrie_HasNoValue()
    {
        var answer = MerklePatricia.Read(MerklePatricia.EmptyRoot, new byte[32], []);
        Assert.True(answer is { Holds: true, Value: null });
        Assert.False(
            MerklePatricia
                .Read(
                    MerklePatricia.EmptyRoot,
                    new byte[32],
                    [
                        [0xc0],
                    ]
                )
                .Holds
        );
    }

    [Fact]
    public void Read_OwnTries_AgreesWithTheirBuilder() =>
        Gen.Select(Gen.Dictionary(Gen.Byte.Array[1, 3], Gen.Byte.Array[1, 40])[1, 40], Gen.Byte.Array[1, 3])
            .Sample(
                (values, foreign) =>
                {
                    var trie = new MemoryTrie();
                    var told = new Dictionary<string, byte[]>();
                    foreach (var (key, value) in values)
                    {
                        trie.Put(key, value);
                        told[Hex.Encode(key)] = value;
                    }

                    var root = trie.Root();
                    foreach (var key in values.Keys.Append(foreign))
                    {
                        var answer = MerklePatricia.Read(root, key, trie.Prove(key));
                        var expected = told.GetValueOrDefault(Hex.Encode(key));
                        if (!answer.Holds || !(answer.Value ?? []).AsSpan().SequenceEqual(expected ?? []))
                            return false;
                    }

                    return true;
                },
                iter: 60
            );

    private static void AssertCase(JsonElement test, bool isSecure)
    {
        var trie = new MemoryTrie();
        var told = new Dictionary<string, byte[]?>();
        foreach (var (key, value) in Entries(test.GetProperty("in")))
        {
            var name = isSecure ? Keccak256.Hash(key) : key;
            trie.Put(name, value ?? []);
            told[Hex.Encode(name)] = value;
        }

        var root = Hex.DecodeData(test.GetProperty("root").GetString()!);
        Assert.Equal(root, trie.Root());
        foreach (var (name, value) in told)
        {
            var answer = MerklePatricia.Read(root, Hex.Decode(name), trie.Prove(Hex.Decode(name)));
            Assert.True(answer.Holds, answer.Detail);
            Assert.Equal(value, answer.Value);
        }
    }

    private static IEnumerable<(byte[], byte[]?)> Entries(JsonElement input)
    {
        if (input.ValueKind == JsonValueKind.Array)
            return input.EnumerateArray().Select(e => (Bytes(e[0])!, Bytes(e[1])));
        return input.EnumerateObject().Select(e => (Bytes(e.Name), Bytes(e.Value)));
    }

    private static byte[]? Bytes(JsonElement value) =>
        value.ValueKind == JsonValueKind.Null ? null : Bytes(value.GetString()!);

    private static byte[] Bytes(string text) =>
        text.StartsWith("0x", StringComparison.Ordinal) ? Hex.DecodeData(text) : Encoding.UTF8.GetBytes(text);

    private static IEnumerable<byte[][]> Changes(byte[][] nodes)
    {
        yield return nodes[1..];
        yield return nodes[..^1];
        yield return [.. nodes, nodes[^1]];
        for (var i = 0; i < nodes.Length; i++)
        {
            for (var at = 0; at < nodes[i].Length; at += 37)
            {
                var changed = nodes.Select(n => n.ToArray()).ToArray();
                changed[i][at] ^= 1;
                yield return changed;
            }
        }
    }
}
