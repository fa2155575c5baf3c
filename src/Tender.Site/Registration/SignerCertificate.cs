using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tender.Site.Registration;

/// <summary>A certificate that an organisation has signed in with. Only its facts are kept.</summary>
public sealed class SignerCertificate
{
    public required Guid Id { get; init; }

    public required Guid OrganisationId { get; init; }

    /// <summary>SHA-256 of the certificate.</summary>
    public required byte[] Fingerprint { get; init; }

    public required string SignerName { get; init; }

    public required string Issuer { get; init; }

    public required DateTimeOffset NotAfter { get; init; }

    public required DateTimeOffset FirstUsedAt { get; init; }

    internal sealed class Map : IEntityTypeConfiguration<SignerCertificate>
    {
        public void Configure(EntityTypeBuilder<SignerCertificate> builder) => builder.ToTable("signer_certificate");
    }
}
