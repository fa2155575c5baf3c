using System.Security.Cryptography;
using System.Text;
using Tender.Ledger.Windows;
using Tender.Sealing;
using Xunit;

namespace Tender.Ledger.Tests.Windows;

public sealed class CommitmentPreimageTests
{
    [Fact]
    public void Hash_OfPreimage_IsThatOfItsBytes()
    {
        var preimage = Sample();
        byte[] bytes =
        [
            .. Encoding.ASCII.GetBytes("etender/commit/v1"),
            0,
            .. preimage.TenderRef,
            2,
            0,
            0,
            1,
            2,
            .. preimage.PrevCommitment,
            .. preimage.CipherDigest,
            .. preimage.BidderTag,
            .. preimage.StatementHash,
            .. preimage.LeafNonce,
        ];
        Assert.Equal(SHA256.HashData(bytes), preimage.Hash());
    }

    [Fact]
    public void Hash_AnyMemberChanged_IsAnother()
    {
        var sample = Sample();
        CommitmentPreimage[] others =
        [
            sample with
            {
                TenderRef = new byte[32],
            },
            sample with
            {
                Kind = StatementAction.Withdraw,
            },
            sample with
            {
                Seq = 259,
            },
            sample with
            {
                PrevCommitment = new byte[32],
            },
            sample with
            {
                CipherDigest = new byte[32],
            },
            sample with
            {
                BidderTag = new byte[32],
            },
            sample with
            {
                StatementHash = new byte[32],
            },
            sample with
            {
                LeafNonce = new byte[32],
            },
        ];
        Assert.Equal(9, others.Append(sample).Select(p => Convert.ToHexString(p.Hash())).Distinct().Count());
    }

    [Fact]
    public void Hash_MemberOfOtherLengthOrRange_IsRefused()
    {
        CommitmentPreimage[] wrong =
        [
            Sample() with
            {
                TenderRef = new byte[31],
            },
            Sample() with
            {
                LeafNonce = new byte[33],
            },
            Sample() with
            {
                Seq = 0,
            },
            Sample() with
            {
                Seq = 1L << 32,
            },
            Sample() with
            {
                Kind = (StatementAction)4,
            },
        ];
        foreach (var preimage in wrong)
            Assert.Equal(LedgerFormatError.Member, Assert.Throws<LedgerFormatException>(() => preimage.Hash()).Kind);
    }

    private static CommitmentPreimage Sample() =>
        new()
        {
            TenderRef = Bytes(1),
            Kind = StatementAction.Replace,
            Seq = 258,
            PrevCommitment = Bytes(2),
            CipherDigest = Bytes(3),
            BidderTag = Bytes(4),
            StatementHash = Bytes(5),
            LeafNonce = Bytes(6),
        };

    private static byte[] Bytes(byte value) => [.. Enumerable.Repeat(value, 32)];
}
