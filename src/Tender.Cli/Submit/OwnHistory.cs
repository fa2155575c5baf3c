using Tender.Sealing;

namespace Tender.Cli.Submit;

/// <summary>The last statement of this bidder that the vault accepted; what the next one must follow.</summary>
/// <param name="Seq">Its number; 0 when there is none.</param>
/// <param name="Commitment">Its commitment; zeros when there is none.</param>
/// <param name="HasBid">Whether a bid stands: the last word was not a withdrawal.</param>
internal sealed record OwnHistory(long Seq, byte[] Commitment, bool HasBid)
{
    public static async Task<OwnHistory> ReadAsync(Desk desk, CancellationToken cancel)
    {
        var last = new OwnHistory(0, new byte[32], HasBid: false);
        foreach (var own in await desk.Session.GetSubmissionsAsync(desk.Keys.TenderRef, cancel))
        {
            if (own.State == SubmissionState.Refused)
                continue;
            var statement = SubmissionStatement.Parse(CmsVerifier.Open(own.Statement).Content);
            var receipt = VaultReceipt.Parse(CmsVerifier.Open(own.Receipt).Content);
            if (statement.Seq > last.Seq)
                last = new OwnHistory(statement.Seq, receipt.Commitment, statement.Action != StatementAction.Withdraw);
        }

        return last;
    }
}
