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
        try
        {
            return Judge(RevocationList.Parse(der), certificate, issuer, at);
        }
        catch (SealingException wrong)
        {
            return StatusAnswer.Unusable(wrong.Detail);
        }
        // Names and dates are parsed when they are asked for, before the signature was looked at.
        catch (Exception failure)
            when (failure is IOException or ArgumentException or InvalidCastException or InvalidOperationException)
        {
            return StatusAnswer.Unusable($"not readable: {failure.GetType().Name}");
        }
    }

    private static StatusAnswer Judge(
        RevocationList list,
        X509Certificate2 certificate,
        X509Certificate2 issuer,
        DateTimeOffset at
    ) =>
        !list.IsOf(issuer.RawData) ? StatusAnswer.Unusable("signed by somebody else")
        : list.Revokes(certificate.RawData, at) ? new StatusAnswer(StatusOutcome.Revoked, list.NextUpdate)
        : list.IsCurrent(at) ? new StatusAnswer(StatusOutcome.Good, list.NextUpdate)
        : StatusAnswer.Unusable("not current");
}
