using System.Security.Cryptography;
using Npgsql;
using Tender.Sealing;
using Tender.Vault.Database;
using Tender.Vault.Faults;
using Tender.Vault.Hosting;
using Tender.Vault.Sessions;

namespace Tender.Vault.Submissions;

/// <summary>
/// Takes a bidder's signed statement. All slow work is done before the transaction that decides; the same key with the same body gets the
/// original answer with the original time, also after the deadline.
/// </summary>
internal sealed class SubmitStatement(
    VaultDatabase database,
    CertificateGate gate,
    VaultClock clock,
    CommitStatement commit,
    ReceiptWriter receipts
)
{
    internal async Task<SubmissionOutcome> ExecuteAsync(
        Caller caller,
        string key,
        byte[] message,
        CancellationToken cancel
    )
    {
        // A question for an earlier answer is not a submission: nothing is judged again, neither T nor the certificate.
        var (name, hash) = (ParseKey(key), SHA256.HashData(message));
        if (await FindAsync(caller, name, hash, cancel) is { } before)
        {
            return before;
        }

        var submission = Read(caller, name, message);
        try
        {
            return await commit.ExecuteAsync(submission, cancel);
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // The same key came in over two connections at once; the other one was first.
            return await FindAsync(caller, name, hash, cancel)
                ?? throw receipts.Refuse(submission, VaultFaults.OtherVersion);
        }
    }

    private Submission Read(Caller caller, byte[] key, byte[] message)
    {
        var at = clock.Now;
        var (opened, signer) = gate.Open(message, at);
        SubmissionStatement statement;
        try
        {
            statement = SubmissionStatement.Parse(opened.Content);
        }
        catch (SealingException failure)
        {
            throw new RefusedException(VaultFaults.BadMessage, failure);
        }

        return
            statement.Uscc == caller.OrgCode && signer.OrgCode == caller.OrgCode && statement.Company == signer.OrgName
            ? Submission.Of(statement, message, key, signer, at)
            : throw new RefusedException(VaultFaults.OtherOrganisation);
    }

    private static byte[] ParseKey(string key) =>
        key.Length == 32 && key.All(char.IsAsciiHexDigitLower)
            ? Convert.FromHexString(key)
            : throw new RefusedException(VaultFaults.BadKey);

    private async Task<SubmissionOutcome?> FindAsync(
        Caller caller,
        byte[] key,
        byte[] messageHash,
        CancellationToken cancel
    )
    {
        await using var db = await database.OpenAsync(cancel);
        return await CommitKeys.FindAsync(db, caller.OrgCode, key, messageHash, cancel);
    }
}
