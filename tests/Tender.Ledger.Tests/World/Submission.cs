using Tender.Ledger.Receipts;
using Tender.Ledger.Windows;
using Tender.Sealing;

namespace Tender.Ledger.Tests.World;

/// <summary>A statement with everything that came of it.</summary>
internal sealed class Submission
{
    public required SubmissionStatement Statement { get; init; }

    public required byte[] StatementCms { get; init; }

    public required VaultReceipt Ack { get; init; }

    public required byte[] AckCms { get; init; }

    public required ulong Window { get; init; }

    public SealedBid? File { get; init; }

    public byte[] Bytes { get; init; } = [];

    public BidSummary? Summary { get; init; }

    public byte[] Commitment => Ack.Commitment;

    public CommitmentPreimage Preimage => CommitmentPreimage.Of(Statement, StatementCms);

    public OfflineReceipt? Receipt { get; set; }
}
