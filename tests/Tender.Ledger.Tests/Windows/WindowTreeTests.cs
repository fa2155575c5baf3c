using CsCheck;
using Tender.Ledger.Windows;
using Tender.Sealing;
using Tender.Testing;
using Xunit;

namespace Tender.Ledger.Tests.Windows;

public sealed class WindowTreeTests
{
    private static readonly WindowSeed Seed = new DayKey(new byte[32]).Seed(7);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4096)]
    public void Build_OfCommitments_PlacesThemByThePermutation(int count)
    {
        var commitments = Draw(count);
        var tree = WindowTree.Build(Seed, commitments);
        var slots = SlotPermutation.Of(Seed);
        var sorted = commitments.OrderBy(Convert.ToHexString, StringComparer.Ordinal).ToList();
        for (var i = 0; i < WindowTree.Slots; i++)
            Assert.Equal(i < count ? sorted[i] : Seed.Dummy(slots[i]), tree.Leaves[slots[i]]);
        Assert.Equal(Rfc9162.Root([.. tree.Leaves.Select(l => Rfc9162.LeafHash(l))]), tree.Root);
    }

    [Fact]
    public void Build_SameCommitmentsInAnyOrder_GivesOneRoot()
    {
        var commitments = Draw(9);
        var root = WindowTree.Build(Seed, commitments).Root;
        Assert.Equal(root, WindowTree.Build(Seed, commitments.AsEnumerable().Reverse()).Root);
        Assert.NotEqual(root, WindowTree.Build(new WindowSeed(new byte[32]), commitments).Root);
        Assert.NotEqual(root, WindowTree.Build(Seed, commitments[1..]).Root);
    }

    [Fact]
    public void Build_TooManyOrDoubled_IsRefused()
    {
        Assert.Throws<LedgerFormatException>(() => WindowTree.Build(Seed, Draw(4097)));
        var one = Draw(1);
        Assert.Throws<LedgerFormatException>(() => WindowTree.Build(Seed, [one[0], one[0]]));
        Assert.Throws<LedgerFormatException>(() => WindowTree.Build(Seed, [new byte[31]]));
    }

    [Fact]
    public void Prove_EveryCommitment_HoldsOnlyForItself()
    {
        var commitments = Draw(40);
        var tree = WindowTree.Build(Seed, commitments);
        foreach (var commitment in commitments)
        {
            var proof = tree.Prove(7, commitment);
            Assert.True(proof.Holds(commitment, tree.Root));
            Assert.False((proof with { Slot = proof.Slot ^ 1 }).Holds(commitment, tree.Root));
            Assert.False((proof with { Path = [.. proof.Path.Skip(1)] }).Holds(commitment, tree.Root));
            Assert.False((proof with { Path = [.. proof.Path, new byte[32]] }).Holds(commitment, tree.Root));
            Assert.False((proof with { Path = [.. proof.Path.Reverse()] }).Holds(commitment, tree.Root));
            Assert.False(proof.Holds(new byte[32], tree.Root));
        }

        Assert.Throws<LedgerFormatException>(() => tree.Prove(7, new byte[32]));
    }

    [Fact]
    public void Prove_ChangedSibling_DoesNotHold() =>
        Gen.Select(Gen.Int[0, 11], Gen.Int[0, 255], Gen.Int[0, 39])
            .Sample(
                (level, bit, index) =>
                {
                    var commitments = Draw(40);
                    var tree = WindowTree.Build(Seed, commitments);
                    var proof = tree.Prove(7, commitments[index]);
                    var path = proof.Path.Select(p => (byte[])p.Clone()).ToArray();
                    path[level][bit / 8] ^= (byte)(1 << bit % 8);
                    return !(proof with { Path = path }).Holds(commitments[index], tree.Root);
                },
                iter: 50
            );

    [Fact]
    public void Of_Seeds_GivesPermutationsThatFavourNoSlot()
    {
        var first = new int[16];
        for (ulong window = 0; window < 400; window++)
        {
            var slots = SlotPermutation.Of(new DayKey(new byte[32]).Seed(window));
            Assert.Equal(WindowTree.Slots, slots.Distinct().Count());
            first[slots[0] / 256]++;
        }

        // 400 draws over 16 ranges: 25 each; 6 standard deviations are 29.
        Assert.All(first, n => Assert.InRange(n, 1, 54));
    }

    private static List<byte[]> Draw(int count)
    {
        var random = new SeededRandom(3);
        return [.. Enumerable.Range(0, count).Select(_ => random.Bytes(32))];
    }
}
