using Tender.Ledger.Receipts;
using Tender.Ledger.Windows;
using Tender.Sealing;

namespace Tender.Ledger.Verification;

/// <summary>Collects the statements that go into a public bundle, to seal each for the holder of the one before it.</summary>
internal sealed class LaterStatements
{
    private readonly List<(SubmissionStatement Statement, byte[] Cms)> statements = [];

    internal void Add(OfflineReceipt receipt)
    {
        if (receipt.Statement is { } cms)
            statements.Add((SubmissionStatement.Parse(CmsVerifier.Open(cms).Content), cms));
    }

    /// <summary>One entry for each statement that another followed, in the order of statements.</summary>
    internal IEnumerable<byte[]> Seal()
    {
        var later = statements
            .Where(s => s.Statement.Seq > 1)
            .DistinctBy(s => Convert.ToHexString(s.Statement.PrevCommitment))
            .ToDictionary(s => Convert.ToHexString(s.Statement.PrevCommitment), s => s.Cms);
        foreach (var (statement, cms) in statements)
        {
            var commitment = CommitmentPreimage.Of(statement, cms).Hash();
            if (later.TryGetValue(Convert.ToHexString(commitment), out var next))
                yield return LaterStatement.Seal(statement, commitment, next);
        }
    }
}
