using Npgsql;
using Tender.Sealing;
using Tender.Vault.Database;
using Tender.Vault.Faults;

namespace Tender.Vault.Submissions;

/// <summary>Answers that were given before, by the client's key.</summary>
internal static class CommitKeys
{
    /// <exception cref="RefusedException">ET-3009: the key was used for another body.</exception>
    internal static async Task<SubmissionOutcome?> FindAsync(
        NpgsqlConnection db,
        string orgCode,
        byte[] key,
        byte[] messageHash,
        CancellationToken cancel
    )
    {
        var found = await db.FirstAsync(
            """
            select k.body_hash, s.receipt_no, s.verdict, s.receipt
            from commit_key k join submission s using (receipt_no) where k.org_code = $1 and k.key = $2
            """,
            r =>
                (
                    Hash: r.Bytes(0),
                    Outcome: new SubmissionOutcome(
                        r.Bytes(1),
                        r.GetString(2) == "accepted" ? VaultVerdict.Accepted : VaultVerdict.Refused,
                        r.Bytes(3),
                        IsRepeat: true
                    )
                ),
            cancel,
            orgCode,
            key
        );
        if (found.Outcome is null)
        {
            return null;
        }

        return found.Hash.AsSpan().SequenceEqual(messageHash)
            ? found.Outcome
            : throw new RefusedException(VaultFaults.KeyReused);
    }
}
