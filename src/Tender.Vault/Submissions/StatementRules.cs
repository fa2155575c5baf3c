using System.Security.Cryptography;
using Tender.Sealing;
using Tender.Vault.Faults;
using Tender.Vault.Tenders;

namespace Tender.Vault.Submissions;

/// <summary>Whether a statement may count now; the first rule that is broken. Pure: everything it looks at is given.</summary>
internal static class StatementRules
{
    /// <summary>Late is late, whatever else is wrong (SBID1 11.2): <c>commit &lt; T</c> is in time, <c>commit == T</c> is not.</summary>
    internal static bool IsLate(TenderRow tender, DateTimeOffset now) =>
        tender.IsClosed || tender.State == "keyed" && !tender.Held && now >= tender.Deadline;

    internal static Fault? Check(
        Submission submission,
        TenderRow tender,
        BidderRow bidder,
        StoredFile? file,
        DateTimeOffset now
    )
    {
        if (tender.State != "keyed")
        {
            return VaultFaults.NotOpen;
        }

        if (now > submission.Signer.NotAfter)
        {
            return VaultFaults.CertificateExpired;
        }

        var statement = submission.Statement;
        return CheckSection(statement, tender) ?? CheckOrder(statement, bidder) ?? CheckFile(submission, file);
    }

    private static Fault? CheckSection(SubmissionStatement statement, TenderRow tender)
    {
        if (!Equal(statement.Lot, tender.Lot) || !Equal(statement.DocHash, tender.DocHash))
        {
            return VaultFaults.OtherSection;
        }

        return statement.Suite == tender.Suite && Equal(statement.KeySetId, tender.KeySetId)
            ? null
            : VaultFaults.OtherKeys;
    }

    private static Fault? CheckOrder(SubmissionStatement statement, BidderRow bidder)
    {
        var follows = statement.Seq == bidder.LastSeq + 1 && Equal(statement.PrevCommitment, bidder.LastCommitment);
        var stands = bidder.CurrentReceipt is not null;
        var fits = statement.Action == StatementAction.Submit ? !stands : stands;
        return follows && fits ? null : VaultFaults.OtherVersion;
    }

    private static Fault? CheckFile(Submission submission, StoredFile? file)
    {
        if (submission.Withdraws)
        {
            return null;
        }

        var statement = submission.Statement;
        if (file is null || !Equal(file.TenderRef, statement.TenderRef))
        {
            return VaultFaults.NoFile;
        }

        var nonceHash = SHA256.HashData([.. "nonce"u8, .. statement.BidNonce]);
        var same =
            file.Length == statement.FileSize
            && file.LeafCount == statement.LeafCount
            && Equal(file.HeaderHash, statement.HeaderHash)
            && file.Header.Flags == statement.Flags
            && file.Header.BidderTag.Span.SequenceEqual(statement.BidderTag())
            && file.Header.NonceHash.Span.SequenceEqual(nonceHash);
        return same ? null : VaultFaults.StatementMismatch;
    }

    private static bool Equal(byte[] a, byte[]? b) => a.AsSpan().SequenceEqual(b);
}
