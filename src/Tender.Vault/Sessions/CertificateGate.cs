using Tender.Sealing;
using Tender.Vault.Faults;
using Tender.Vault.Hosting;

namespace Tender.Vault.Sessions;

/// <summary>Opens signed messages and judges who signed them, each failure with its own refusal.</summary>
internal sealed class CertificateGate(TrustSource trust)
{
    /// <summary>Opens a message whose signer counts at this instant.</summary>
    /// <exception cref="RefusedException">ET-3011 to ET-3015.</exception>
    internal (SignedMessage Message, CertificateReport Signer) Open(byte[] message, DateTimeOffset at)
    {
        SignedMessage opened;
        try
        {
            opened = CmsVerifier.Open(message);
        }
        catch (SealingException failure)
        {
            throw new RefusedException(VaultFaults.BadMessage, failure);
        }

        var report = trust.Current.Check(opened.Signer, opened.Others, at);
        return report.IsGood ? (opened, report) : throw new RefusedException(FaultOf(report.Outcome));
    }

    private static Fault FaultOf(CertificateOutcome outcome) =>
        outcome switch
        {
            CertificateOutcome.UnknownIssuer => VaultFaults.UnknownIssuer,
            CertificateOutcome.Expired or CertificateOutcome.NotYetValid => VaultFaults.CertificateExpired,
            CertificateOutcome.Revoked => VaultFaults.CertificateRevoked,
            _ => VaultFaults.CertificateUnfit,
        };
}
