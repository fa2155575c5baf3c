using System.Buffers.Binary;
using System.Security.Cryptography;
using Tender.Sealing;
using Tender.Vault.Faults;
using Tender.Vault.Hosting;

namespace Tender.Vault.Submissions;

/// <summary>Signs what the vault decided. What it signs as accepted MUST already be in the transaction that is about to commit.</summary>
internal sealed class ReceiptWriter(SigningIdentity identity, VaultClock clock, VaultOptions options, IRandom random)
{
    /// <summary>The signed receipt of a decision.</summary>
    internal byte[] Write(Submission submission, Decision decision)
    {
        var statement = submission.Statement;
        var receipt = new VaultReceipt
        {
            V = 1,
            Verdict = decision.Fault is null ? VaultVerdict.Accepted : VaultVerdict.Refused,
            Reason = decision.Fault?.Code ?? "",
            TenderRef = statement.TenderRef,
            Commitment = submission.Commitment,
            StatementHash = submission.MessageHash,
            TreeRoot = statement.TreeRoot,
            FileSize = statement.FileSize,
            TFirst = decision.File?.FirstAt,
            TLast = decision.File?.LastAt,
            TStatement = submission.At,
            TCommit = decision.At,
            Deadline = decision.Deadline,
            ClockOffsetMs = options.ClockOffsetMs,
            Window = decision.Window,
            ReceiptNo = decision.ReceiptNo,
            SeqCommit = SeqCommit(decision.SeqSalt, decision.Seq),
            Queued = decision.Queued,
            RevocationPending = !submission.Signer.RevocationKnown,
        };
        return identity.Sign(receipt.Write());
    }

    /// <summary>A signed refusal of a statement that changes nothing and may be sent again, corrected.</summary>
    internal RefusedException Refuse(Submission submission, Fault fault, DateTimeOffset? deadline = null)
    {
        var now = clock.Now;
        var decision = new Decision(fault, now, deadline ?? now, random.Bytes(16), random.Bytes(32));
        return new RefusedException(fault) { Refusal = Write(submission, decision) };
    }

    /// <summary><c>SHA-256(salt 32 | u64 sequence)</c>; opened after the deadline.</summary>
    internal static byte[] SeqCommit(byte[] salt, long seq)
    {
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(number, seq);
        return SHA256.HashData([.. salt, .. number]);
    }
}

/// <summary>What was decided about a statement.</summary>
/// <param name="Fault">Why it is refused; null: accepted.</param>
/// <param name="At">The instant that decided.</param>
/// <param name="Deadline">What it was compared with.</param>
/// <param name="ReceiptNo">16 random bytes.</param>
/// <param name="SeqSalt">32 random bytes.</param>
internal sealed record Decision(
    Fault? Fault,
    DateTimeOffset At,
    DateTimeOffset Deadline,
    byte[] ReceiptNo,
    byte[] SeqSalt
)
{
    /// <summary>The window of the leaf.</summary>
    internal long? Window { get; init; }

    /// <summary>Gap-free number of the act.</summary>
    internal long Seq { get; init; }

    internal StoredFile? File { get; init; }

    /// <summary>Late by the vault's own queue only.</summary>
    internal bool Queued { get; init; }
}
