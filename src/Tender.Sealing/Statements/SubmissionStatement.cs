using System.Security.Cryptography;
using System.Text;

namespace Tender.Sealing;

/// <summary>
/// A bidder's signed word about its bid (SBID1 10). The JSON bytes are the content of a CMS message, signed exactly as they are.
/// All byte members are 32 bytes unless said otherwise.
/// </summary>
public sealed record SubmissionStatement
{
    /// <summary>The longest statement that is read, bytes.</summary>
    public const int MaxLength = 8 * 1024;

    /// <summary>Version, 1.</summary>
    public required int V { get; init; }

    /// <summary>What is declared.</summary>
    public required StatementAction Action { get; init; }

    /// <summary>The section's random reference.</summary>
    public required byte[] TenderRef { get; init; }

    /// <summary>The section's UUID, 16 bytes.</summary>
    public required byte[] Lot { get; init; }

    /// <summary>Hash of the document set that the bidder accepted.</summary>
    public required byte[] DocHash { get; init; }

    /// <summary>SHA-256 of the key set's certificate.</summary>
    public required byte[] KeySetId { get; init; }

    /// <summary>Suite number, 1 for INT-1.</summary>
    public required int Suite { get; init; }

    /// <summary>The file's flags byte.</summary>
    public required int Flags { get; init; }

    /// <summary>Length of the sealed file, bytes; 0 for a withdrawal.</summary>
    public required long FileSize { get; init; }

    /// <summary>SHA-256 of the header; zeros for a withdrawal.</summary>
    public required byte[] HeaderHash { get; init; }

    /// <summary>Root of the file's tree (SBID1 8); zeros for a withdrawal.</summary>
    public required byte[] TreeRoot { get; init; }

    /// <summary>Leaves of the tree; 0 for a withdrawal.</summary>
    public required long LeafCount { get; init; }

    /// <summary>1 for the first statement of a bidder in this tender, then one more each.</summary>
    public required long Seq { get; init; }

    /// <summary>Commitment of the statement before; zeros for seq 1.</summary>
    public required byte[] PrevCommitment { get; init; }

    /// <summary>The bidder's secret of this tender that makes its tag (SBID1 4).</summary>
    public required byte[] BidNonce { get; init; }

    /// <summary>Random per statement; blinds the ledger leaf (Ledger 4).</summary>
    public required byte[] LeafNonce { get; init; }

    /// <summary>Unified social credit code of the bidder.</summary>
    public required string Uscc { get; init; }

    /// <summary>The bidder's name.</summary>
    public required string Company { get; init; }

    /// <summary>The person who signs.</summary>
    public required string Signer { get; init; }

    /// <summary>The program that sealed.</summary>
    public required SealingTool Tool { get; init; }

    /// <summary>What the client's clock says; it decides nothing.</summary>
    public required DateTimeOffset ClientTime { get; init; }

    /// <summary>Reads and checks the form of a statement.</summary>
    /// <exception cref="SealingException">
    /// <see cref="SealingError.Json"/>: see <see cref="WireJson.Read"/>; <see cref="SealingError.Version"/>,
    /// <see cref="SealingError.Suite"/>, <see cref="SealingError.Flags"/>; <see cref="SealingError.Value"/>: a length or a rule between members.
    /// </exception>
    public static SubmissionStatement Parse(ReadOnlySpan<byte> utf8)
    {
        var statement = WireJson.Read<SubmissionStatement>(utf8, MaxLength);
        statement.Check();
        return statement;
    }

    /// <summary>The JSON bytes to sign.</summary>
    /// <exception cref="SealingException">The statement breaks a rule of its form.</exception>
    public byte[] Write()
    {
        Check();
        return WireJson.Write(this);
    }

    /// <summary><c>HMAC-SHA-256(bidNonce, "bidder" || uscc)</c>: the same in every version of one bidder's bid (SBID1 4).</summary>
    public byte[] BidderTag() => BidderTag(BidNonce, Uscc);

    /// <summary><c>HMAC-SHA-256(bidNonce, "bidder" || uscc)</c> (SBID1 4).</summary>
    public static byte[] BidderTag(ReadOnlySpan<byte> bidNonce, string uscc) =>
        HMACSHA256.HashData(bidNonce, Encoding.ASCII.GetBytes("bidder" + uscc));

    private void Check()
    {
        Demand(V == 1, SealingError.Version, "v");
        Demand(Suite == 1, SealingError.Suite, "suite");
        Demand(Flags is 0 or 2, SealingError.Flags, "flags");
        Demand(Lot.Length == 16, SealingError.Value, "lot");
        byte[][] hashes = [TenderRef, DocHash, KeySetId, HeaderHash, TreeRoot, PrevCommitment, BidNonce, LeafNonce];
        Demand(hashes.All(h => h.Length == 32), SealingError.Value, "a hash has 32 bytes");
        Demand(Enum.IsDefined(Action), SealingError.Value, "action");
        Demand(OrganisationCode.IsValid(Uscc), SealingError.Value, "uscc");
        Demand(Company.Length is >= 1 and <= 200 && Signer.Length is >= 1 and <= 100, SealingError.Value, "names");
        var withdraws = Action == StatementAction.Withdraw;
        Demand(
            withdraws == (FileSize == 0) && withdraws == (LeafCount == 0),
            SealingError.Value,
            "fileSize, leafCount"
        );
        Demand(FileSize >= 0 && LeafCount >= 0, SealingError.Value, "fileSize, leafCount");
        Demand(
            withdraws == IsZero(HeaderHash) && withdraws == IsZero(TreeRoot),
            SealingError.Value,
            "headerHash, treeRoot"
        );
        Demand(Seq >= 1 && Seq <= uint.MaxValue, SealingError.Value, "seq");
        Demand(Seq == 1 == IsZero(PrevCommitment), SealingError.Value, "prevCommitment");
        Demand(Seq != 1 || Action == StatementAction.Submit, SealingError.Value, "the first statement submits");
    }

    private static bool IsZero(byte[] bytes) => !bytes.AsSpan().ContainsAnyExcept((byte)0);

    private static void Demand(bool holds, SealingError kind, string member)
    {
        if (!holds)
        {
            throw new SealingException(kind, -1, member);
        }
    }
}
