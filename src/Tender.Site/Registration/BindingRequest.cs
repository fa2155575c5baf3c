using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tender.Site.Registration;

/// <summary>
/// A certificate that asks to be bound to an organisation that has others. An older one decides; without a decision it is bound when it
/// signs in after <see cref="DueAt"/>.
/// </summary>
public sealed class BindingRequest
{
    public required Guid Id { get; init; }

    public required Guid OrganisationId { get; init; }

    public required byte[] Fingerprint { get; init; }

    public required string SignerName { get; init; }

    public required string Issuer { get; init; }

    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>CMS of the new certificate over the text that asked for it.</summary>
    public required byte[] Message { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public BindingDecision? Decision { get; private set; }

    /// <summary>Certificate that decided.</summary>
    public byte[]? DecidedBy { get; private set; }

    public byte[]? DecisionMessage { get; private set; }

    public void Decide(BindingDecision decision, CheckedSigner signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        (Decision, DecidedAt, DecidedBy, DecisionMessage) = (decision, signer.At, signer.Fingerprint, signer.Message);
    }

    /// <summary>Nobody refused it in time.</summary>
    public void Mature(DateTimeOffset now) => (Decision, DecidedAt) = (BindingDecision.Matured, now);

    internal sealed class Map : IEntityTypeConfiguration<BindingRequest>
    {
        public void Configure(EntityTypeBuilder<BindingRequest> builder)
        {
            builder.ToTable("binding_request");
            builder.Property(r => r.Decision).HasConversion<string>();
            builder.Property<uint>("Version").IsRowVersion();
        }
    }
}

/// <summary>How a request ended.</summary>
public enum BindingDecision
{
    /// <summary>A bound certificate signed for it.</summary>
    Bound,

    /// <summary>A bound certificate signed against it.</summary>
    Refused,

    /// <summary>Its waiting time passed.</summary>
    Matured,
}
