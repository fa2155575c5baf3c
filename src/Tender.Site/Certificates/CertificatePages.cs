using Tender.Site.Registration;

namespace Tender.Site.Certificates;

/// <summary>The page where a new certificate asks; after it has, <see cref="Request"/>.</summary>
public sealed record NewCertificatePage(BindingRequest? Request);

/// <summary>A request and the choice about it.</summary>
public sealed record RequestPage(BindingRequest Request, DateTimeOffset Now)
{
    public string? Decision { get; init; }

    public bool IsOpen => Request.DecidedAt is null && Now < Request.NotAfter;
}

/// <summary>One certificate and the form that takes it off.</summary>
public sealed record CertificatePage(SignerCertificate Certificate, Viewer Viewer, DateTimeOffset Now)
{
    public string? Reason { get; init; }

    public bool IsCurrent => Convert.ToHexStringLower(Certificate.Fingerprint) == Viewer.Certificate;
}
