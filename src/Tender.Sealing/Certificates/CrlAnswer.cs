using System.Security.Cryptography.X509Certificates;

namespace Tender.Sealing;

/// <summary>Reads a revocation list that was fetched, for one certificate (RFC 5280 5).</summary>
public static class CrlAnswer
{
    /// <param name="der">What came.</param>
    /// <param name="certificate">Whose status is asked.</param>
    /// <param name="issuer">Its issuer, already found by a chain that holds.</param>
    /// <param name="at">The instant of the act, UTC.</param>
    public static StatusAnswer Read(
        byte[] der,
        X509Certificate2 certificate,
        X509Certificate2 issuer,
        DateTimeOffset at
    )
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(issuer);
        RevocationList list;
        try
        {
            list = RevocationList.Parse(der);
        }
        catch (SealingException wrong)
        {
            return StatusAnswer.Unusable(wrong.Detail);
        }

        return !list.IsOf(issuer.RawData) ? StatusAnswer.Unusable("signed by somebody else")
            : list.Revokes(certificate.RawData, at) ? new StatusAnswer(StatusOutcome.Revoked, list.NextUpdate)
            : list.IsCurrent(at) ? new StatusAnswer(StatusOutcome.Good, list.NextUpdate)
            : StatusAnswer.Unusable("not current");
    }
}
