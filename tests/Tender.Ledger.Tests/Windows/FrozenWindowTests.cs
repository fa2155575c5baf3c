using System.Buffers.Binary;
using System.Security.Cryptography;
using Tender.Ledger.Evm;
using Tender.Ledger.Windows;
using Tender.Sealing;
using Tender.Testing;
using Xunit;

namespace Tender.Ledger.Tests.Windows;

/// <summary>Commitments of the three kinds; windows with 0, 1, 3 and 4,096 real leaves.</summary>
public sealed class FrozenWindowTests
{
    private readonly SeededRandom random = new(11);

    [Fact]
    public void Commitments_ThreeKinds_AreAsFrozen()
    {
        var previous = new byte[32];
        var cases = new List<object>();
        foreach (var kind in Enum.GetValues<StatementAction>())
        {
            var preimage = new CommitmentPreimage
            {
                TenderRef = random.Bytes(32),
                Kind = kind,
                Seq = (int)kind,
                PrevCommitment = previous,
                CipherDigest = kind == StatementAction.Withdraw ? new byte[32] : random.Bytes(32),
                BidderTag = random.Bytes(32),
                StatementHash = random.Bytes(32),
                LeafNonce = random.Bytes(32),
            };
            previous = preimage.Hash();
            cases.Add(
                new
                {
                    tenderRef = Hex.Encode(preimage.TenderRef),
                    kind = (int)kind,
                    seq = preimage.Seq,
                    prevCommitment = Hex.Encode(preimage.PrevCommitment),
                    cipherDigest = Hex.Encode(preimage.CipherDigest),
                    bidderTag = Hex.Encode(preimage.BidderTag),
                    statementHash = Hex.Encode(preimage.StatementHash),
                    leafNonce = Hex.Encode(preimage.LeafNonce),
                    commitment = Hex.Encode(previous),
                }
            );
        }

        Frozen.AssertJson("commitments.json", new { v = 1, cases });
    }

    [Fact]
    public void Windows_ZeroOneThreeAndAllLeaves_AreAsFrozen()
    {
        var day = DayKey.Draw(random);
        object[] cases = [Case(day, 0, 0), Case(day, 1, 1), Case(day, 86_399, 3), Case(day, ulong.MaxValue / 2, 4096)];
        Frozen.AssertJson(
            "windows.json",
            new
            {
                v = 1,
                dayKey = Hex.Encode(day.ToBytes()),
                cases,
            }
        );
    }

    private static object Case(DayKey day, ulong window, int count)
    {
        var seed = day.Seed(window);
        var commitments = Enumerable.Range(0, count).Select(i => SHA256.HashData(Numbered("leaf", i))).ToList();
        var tree = WindowTree.Build(seed, commitments);
        var slots = SlotPermutation.Of(seed);
        var first = commitments.Count == 0 ? null : tree.Prove(window, commitments[0]);
        return new
        {
            window = window.ToString(System.Globalization.CultureInfo.InvariantCulture),
            seed = Hex.Encode(seed.ToBytes()),
            padCommit = Hex.Encode(tree.PadCommit),
            count,
            slots = slots.Take(8),
            permutation = Hex.Encode(SHA256.HashData([.. slots.SelectMany(s => new[] { (byte)(s >> 8), (byte)s })])),
            dummies = new[] { 0, 1, 4095 }.Select(s => Hex.Encode(seed.Dummy(s))),
            leaves = Hex.Encode(SHA256.HashData([.. tree.Leaves.SelectMany(l => l)])),
            root = Hex.Encode(tree.Root),
            firstSlot = first?.Slot,
            firstPath = first?.Path.Select(p => Hex.Encode(p)),
        };
    }

    private static byte[] Numbered(string text, int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return [.. System.Text.Encoding.ASCII.GetBytes(text), .. bytes];
    }
}
