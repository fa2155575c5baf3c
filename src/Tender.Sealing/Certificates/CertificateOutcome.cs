namespace Tender.Sealing;

/// <summary>What the check of a certificate found; the first that applies, in this order.</summary>
public enum CertificateOutcome
{
    /// <summary>Chain, time, usage, revocation and organisation are good.</summary>
    Good,

    /// <summary>No path to an authority of the trust list, or a signature on the path that does not hold.</summary>
    UnknownIssuer,

    /// <summary>The asked instant is before notBefore of a certificate on the path.</summary>
    NotYetValid,

    /// <summary>The asked instant is after notAfter of a certificate on the path.</summary>
    Expired,

    /// <summary>A revocation list of the issuer names a certificate on the path, at or before the asked instant.</summary>
    Revoked,

    /// <summary>The key may not sign (keyUsage), or is an authority's.</summary>
    WrongUsage,

    /// <summary>Neither RSA of 2,048 bits or more nor ECDSA on P-256.</summary>
    WeakKey,

    /// <summary>The subject carries no organisation code (GB 32100) or its check character is wrong.</summary>
    NoOrganisation,
}
