using System.Security.Cryptography.X509Certificates;

namespace Tender.Sample.Authorities;

/// <summary>Who a certificate is for, and how long and for what it is good.</summary>
public sealed record CertificateSubject
{
    /// <summary>Unified social credit code (GB 32100), subject attribute organizationIdentifier.</summary>
    public required string OrgCode { get; init; }

    /// <summary>The company, subject attribute O.</summary>
    public required string OrgName { get; init; }

    /// <summary>The person who signs, subject attribute CN.</summary>
    public required string Signer { get; init; }

    public required DateTimeOffset NotBefore { get; init; }

    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>Where its status is asked, if anywhere.</summary>
    public Uri? StatusService { get; init; }

    /// <summary>Where its revocation list lies, if anywhere.</summary>
    public Uri? StatusList { get; init; }

    /// <summary>Only a test asks for anything else.</summary>
    public X509KeyUsageFlags Usage { get; init; } =
        X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation;
}
