using System.Security.Cryptography;
using Tender.Ledger.Windows;
using Tender.Sealing;

namespace Tender.Vault.Submissions;

/// <summary>A statement whose signature holds, as it came.</summary>
internal sealed record Submission
{
    internal required SubmissionStatement Statement { get; init; }

    /// <summary>The CMS message.</summary>
    internal required byte[] Message { get; init; }

    internal required byte[] MessageHash { get; init; }

    /// <summary>The client's idempotency key.</summary>
    internal required byte[] Key { get; init; }

    internal required CertificateReport Signer { get; init; }

    /// <summary>When its last byte came.</summary>
    internal required DateTimeOffset At { get; init; }

    /// <summary>The ledger leaf (Ledger 4).</summary>
    internal required byte[] Commitment { get; init; }

    internal bool Withdraws => Statement.Action == StatementAction.Withdraw;

    internal static Submission Of(
        SubmissionStatement statement,
        byte[] message,
        byte[] key,
        CertificateReport signer,
        DateTimeOffset at
    ) =>
        new()
        {
            Statement = statement,
            Message = message,
            MessageHash = SHA256.HashData(message),
            Key = key,
            Signer = signer,
            At = at,
            Commitment = CommitmentPreimage.Of(statement, message).Hash(),
        };
}

/// <summary>What the vault answers to a statement.</summary>
/// <param name="ReceiptNo">16 bytes.</param>
/// <param name="Verdict">Accepted or refused.</param>
/// <param name="Receipt">CMS of the receipt.</param>
/// <param name="IsRepeat">Whether it was given before, for the same key.</param>
internal sealed record SubmissionOutcome(byte[] ReceiptNo, VaultVerdict Verdict, byte[] Receipt, bool IsRepeat);
