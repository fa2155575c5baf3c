using System.Security.Cryptography;
using Tender.Ledger.Verification;
using Tender.Ledger.Windows;
using Tender.Sealing;

namespace Tender.Cli.Submit;

/// <summary>
/// Whether the vault's signed word is about exactly this statement (SBID1 11.3). With a trust file its signer must be a vault certificate
/// of it; without, the signature is checked and the signer believed, and <c>tender verify</c> can be asked later.
/// </summary>
internal static class ReceiptCheck
{
    public static VaultReceipt Check(ReadOnlyMemory<byte> cms, KeyFileSubmission submission, TrustFile? trust)
    {
        var message = CmsVerifier.Open(cms);
        var signer = message.Signer.RawDataMemory;
        if (trust is not null && !trust.VaultCertificates.Any(c => signer.Span.SequenceEqual(c)))
            throw CliFailure.Mismatch(
                "回执不是信任文件中的封存柜签发的。",
                "The receipt is not signed by a vault of the trust file."
            );
        var receipt = VaultReceipt.Parse(message.Content);
        var statement = SubmissionStatement.Parse(CmsVerifier.Open(submission.Statement).Content);
        var commitment = CommitmentPreimage.Of(statement, submission.Statement).Hash();
        var own =
            receipt.TenderRef.AsSpan().SequenceEqual(statement.TenderRef)
            && receipt.StatementHash.AsSpan().SequenceEqual(SHA256.HashData(submission.Statement))
            && receipt.Commitment.AsSpan().SequenceEqual(commitment)
            && receipt.TreeRoot.AsSpan().SequenceEqual(statement.TreeRoot)
            && receipt.FileSize == statement.FileSize;
        return own
            ? receipt
            : throw CliFailure.Mismatch(
                "封存柜的回执与你签署的声明不一致，请保留密钥文件并联系监督部门。",
                "The vault's receipt is not about the statement you signed; keep the key file and call the supervisor."
            );
    }
}
