using System.Security.Cryptography;
using Tender.Ledger.Receipts;
using Tender.Ledger.Windows;
using Tender.Sealing;

namespace Tender.Ledger.Verification;

/// <summary>Check 2: who signed what, and that both mean the same commitment.</summary>
internal sealed class SignatureChecks(TrustFile trust, TrustList authorities, CheckSheet sheet)
{
    /// <summary>The signed words, or null when the acknowledgement or a given statement does not hold.</summary>
    internal SignedWords? Run(OfflineReceipt receipt)
    {
        if (ReadAck(receipt.Ack) is not { } ack)
            return null;
        sheet.Test(ack.Verdict == VaultVerdict.Accepted, 2, "verdict of the vault", $"{ack.Verdict} = Accepted");
        sheet.Test(
            ack.Window == (long)receipt.Inclusion.Window,
            2,
            "window",
            $"{ack.Window} = {receipt.Inclusion.Window}"
        );
        if (receipt.Statement is null)
        {
            sheet.Skip(2, "statement", "public form: the bidder's statement is not here");
            return new SignedWords { Ack = ack };
        }

        return ReadStatement(receipt.Statement, ack);
    }

    private VaultReceipt? ReadAck(byte[] cms)
    {
        const string name = "signature of the vault";
        try
        {
            var message = CmsVerifier.Open(cms);
            var ack = VaultReceipt.Parse(message.Content);
            var known = trust.VaultCertificates.Any(c => c.AsSpan().SequenceEqual(message.Signer.RawDataMemory.Span));
            return sheet.Test(known, 2, name, $"{message.Signer.Subject} is a vault of the trust file") ? ack : null;
        }
        catch (SealingException wrong)
        {
            sheet.Fail(2, name, wrong.Message);
            return null;
        }
    }

    private SignedWords? ReadStatement(byte[] cms, VaultReceipt ack)
    {
        const string name = "signature of the bidder";
        try
        {
            var message = CmsVerifier.Open(cms);
            var statement = SubmissionStatement.Parse(message.Content);
            var report = authorities.Check(message.Signer, message.Others, ack.TCommit);
            sheet.Test(
                report.IsGood,
                2,
                name,
                $"{report.OrgName}, {report.SignerName}: {report.Outcome} at {ack.TCommit:u}"
            );
            if (report is { IsGood: true, RevocationKnown: false })
                sheet.Note(2, "revocation", "no revocation list of that time is in the trust file");
            sheet.Test(report.OrgCode == statement.Uscc, 2, "organisation", $"{report.OrgCode} = {statement.Uscc}");
            Compare(statement, cms, ack);
            return new SignedWords
            {
                Ack = ack,
                Statement = statement,
                OrgCode = report.OrgCode,
                OrgName = report.OrgName,
            };
        }
        catch (SealingException wrong)
        {
            sheet.Fail(2, name, wrong.Message);
            return null;
        }
    }

    private void Compare(SubmissionStatement statement, byte[] cms, VaultReceipt ack)
    {
        sheet.Equal(2, "statement hash", SHA256.HashData(cms), ack.StatementHash);
        sheet.Equal(2, "commitment", CommitmentPreimage.Of(statement, cms).Hash(), ack.Commitment);
        sheet.Equal(2, "tender", statement.TenderRef, ack.TenderRef);
        sheet.Equal(2, "tree root", statement.TreeRoot, ack.TreeRoot);
        sheet.Test(statement.FileSize == ack.FileSize, 2, "file size", $"{statement.FileSize} = {ack.FileSize}");
    }
}
