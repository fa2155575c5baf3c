using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tender.Site.Registration;

/// <summary>A certificate that is bound to an organisation and a person. Only its facts are kept.</summary>
public sealed class SignerCertificate
{
    public required Guid Id { get; init; }

    public required Guid OrganisationId { get; init; }

    public required Guid PersonId { get; init; }

    /// <summary>SHA-256 of the certificate.</summary>
    public required byte[] Fingerprint { get; init; }

    public required string SignerName { get; init; }

    public required string Issuer { get; init; }

    public required DateTimeOffset NotAfter { get; init; }

    public required DateTimeOffset FirstUsedAt { get; init; }

    public required DateTimeOffset LastUsedAt { get; set; }

    /// <summary><c>first</c>: registered the organisation; <c>both</c>: signed by an older one as well; <c>proof</c>: after a loss.</summary>
    public string BoundBy { get; init; } = "first";

    /// <summary>When the binding ended; it never comes back.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary><c>lost</c>, <c>renewed</c> or <c>left</c>.</summary>
    public string? EndedReason { get; set; }

    internal sealed class Map : IEntityTypeConfiguration<SignerCertificate>
    {
        public void Configure(EntityTypeBuilder<SignerCertificate> builder) => builder.ToTable("signer_certificate");
    }
}
