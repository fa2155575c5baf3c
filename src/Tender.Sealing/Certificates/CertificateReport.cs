namespace Tender.Sealing;

/// <summary>The answer of <see cref="TrustList.Check"/>: what was found and whom the certificate names.</summary>
public sealed record CertificateReport
{
    /// <summary>What was found.</summary>
    public required CertificateOutcome Outcome { get; init; }

    /// <summary>Unified social credit code (18 characters), empty when the subject has none.</summary>
    public required string OrgCode { get; init; }

    /// <summary>Company as the subject's O says, empty when missing.</summary>
    public required string OrgName { get; init; }

    /// <summary>Person as the subject's CN says, empty when missing.</summary>
    public required string SignerName { get; init; }

    /// <summary>CN (else O) of the issuer.</summary>
    public required string Issuer { get; init; }

    /// <summary>End of validity, UTC.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>
    /// False when no current revocation list of every issuer on the path was there: the act may be accepted as "revocation pending" (SBID1 11.2).
    /// </summary>
    public required bool RevocationKnown { get; init; }

    /// <summary>Whether the certificate may be used for an act now.</summary>
    public bool IsGood => Outcome == CertificateOutcome.Good;
}
