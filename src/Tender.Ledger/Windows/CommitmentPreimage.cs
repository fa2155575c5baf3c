using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Tender.Sealing;

namespace Tender.Ledger.Windows;

/// <summary>
/// Everything that goes into a commitment (Ledger 4), without names: the bidder appears as its tag. Published after the reveal, so that
/// anybody can explain the leaf. All byte members are 32 bytes.
/// </summary>
public sealed record CommitmentPreimage
{
    private static readonly byte[] Domain = Encoding.ASCII.GetBytes("etender/commit/v1\0");

    /// <summary>The section.</summary>
    public required byte[] TenderRef { get; init; }

    /// <summary>Submit 1, replace 2 or withdraw 3.</summary>
    public required StatementAction Kind { get; init; }

    /// <summary>1 for the first statement of a bidder, then one more each; at most 32 bits.</summary>
    public required long Seq { get; init; }

    /// <summary>Commitment of the statement before; zeros for seq 1.</summary>
    public required byte[] PrevCommitment { get; init; }

    /// <summary>Root of the sealed file's tree; zeros for a withdrawal.</summary>
    public required byte[] CipherDigest { get; init; }

    /// <summary>The same in all versions of one bidder's bid (SBID1 4).</summary>
    public required byte[] BidderTag { get; init; }

    /// <summary>SHA-256 of the statement's CMS message.</summary>
    public required byte[] StatementHash { get; init; }

    /// <summary>The bidder's random bytes that blind the leaf.</summary>
    public required byte[] LeafNonce { get; init; }

    /// <summary>The preimage of a signed statement.</summary>
    /// <param name="statement">The statement as read from the message.</param>
    /// <param name="statementCms">The whole CMS message as the vault received it.</param>
    public static CommitmentPreimage Of(SubmissionStatement statement, ReadOnlySpan<byte> statementCms)
    {
        ArgumentNullException.ThrowIfNull(statement);
        return new CommitmentPreimage
        {
            TenderRef = statement.TenderRef,
            Kind = statement.Action,
            Seq = statement.Seq,
            PrevCommitment = statement.PrevCommitment,
            CipherDigest = statement.TreeRoot,
            BidderTag = statement.BidderTag(),
            StatementHash = SHA256.HashData(statementCms),
            LeafNonce = statement.LeafNonce,
        };
    }

    /// <summary>The commitment: the real leaf of the window log.</summary>
    /// <exception cref="LedgerFormatException">Kind Member: a member of another length, an unknown kind, a seq outside 1 .. 2^32 - 1.</exception>
    public byte[] Hash()
    {
        byte[][] hashes = [TenderRef, PrevCommitment, CipherDigest, BidderTag, StatementHash, LeafNonce];
        if (hashes.Any(h => h is not { Length: 32 }) || !Enum.IsDefined(Kind) || Seq is < 1 or > uint.MaxValue)
            throw new LedgerFormatException(LedgerFormatError.Member, 0, "no preimage of a commitment");
        Span<byte> seq = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(seq, (uint)Seq);
        return SHA256.HashData([
            .. Domain,
            .. TenderRef,
            (byte)Kind,
            .. seq,
            .. PrevCommitment,
            .. CipherDigest,
            .. BidderTag,
            .. StatementHash,
            .. LeafNonce,
        ]);
    }
}
