using CsCheck;
using Tender.Testing;
using Xunit;

namespace Tender.Sealing.Tests;

public class TreePropertyTests
{
    [Fact]
    public void Proofs_OfAnyTree_VerifyAndRefuseAnythingElse() =>
        Gen.Int[1, 70]
            .SelectMany(size => Gen.Select(Gen.Const(size), Gen.Int[0, size - 1], Gen.Int[1, size]))
            .Sample(
                (size, index, old) =>
                {
                    var (hashes, root) = Tree(size);
                    var inclusion = Rfc9162.InclusionProof(hashes, index);
                    var consistency = Rfc9162.ConsistencyProof(hashes, old);
                    var oldRoot = Rfc9162.Root(hashes[..old]);
                    Assert.True(Included(index, size, hashes[index], inclusion, root));
                    Assert.True(Rfc9162.VerifyConsistency((ulong)old, (ulong)size, oldRoot, root, consistency));

                    Assert.False(Included(index + 1, size, hashes[index], inclusion, root));
                    Assert.False(Included(index, size, hashes[(index + 1) % size], inclusion, root) && size > 1);
                    Assert.False(Included(index, size, hashes[index], [.. inclusion, root], root));
                    foreach (var p in Enumerable.Range(0, inclusion.Length))
                        Assert.False(Included(index, size, hashes[index], Altered(inclusion, p), root));
                    foreach (var p in Enumerable.Range(0, consistency.Length))
                        Assert.False(
                            Rfc9162.VerifyConsistency((ulong)old, (ulong)size, oldRoot, root, Altered(consistency, p))
                        );
                },
                iter: 300
            );

    [Fact]
    public void Root_WhileLeavesStream_IsTheRootOfTheList()
    {
        var (hashes, _) = Tree(300);
        var builder = new TreeBuilder();
        foreach (var hash in hashes)
        {
            builder.AddHash(hash);
            Assert.Equal(Rfc9162.Root(hashes[..builder.Count]), builder.Root());
        }
    }

    [Fact]
    public void Verify_MalformedProof_IsFalse()
    {
        var (hashes, root) = Tree(4);
        var proof = Rfc9162.InclusionProof(hashes, 1);
        Assert.False(Included(1, 4, hashes[1], [proof[0][..31], proof[1]], root));
        Assert.False(Included(1, 4, hashes[1][..31], proof, root));
        Assert.False(Included(1, 4, hashes[1], proof, root[..31]));
        Assert.False(Included(1, 4, hashes[1], [.. Enumerable.Repeat(root, 65)], root));
    }

    private static bool Included(int index, int size, byte[] leaf, byte[][] proof, byte[] root) =>
        Rfc9162.VerifyInclusion((ulong)index, (ulong)size, leaf, proof, root);

    private static byte[][] Altered(byte[][] proof, int place)
    {
        var altered = proof.Select(p => (byte[])p.Clone()).ToArray();
        altered[place][7] ^= 4;
        return altered;
    }

    private static (List<byte[]> Hashes, byte[] Root) Tree(int size)
    {
        var random = new SeededRandom((ulong)size);
        List<byte[]> hashes = [.. Enumerable.Range(0, size).Select(_ => random.Bytes(32))];
        return (hashes, Rfc9162.Root(hashes));
    }
}
