using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tender.Site.Trust;

/// <summary>A proposal to put an authority on the trust list or to take one off, and what a second administrator decided.</summary>
public sealed class TrustChange
{
    public required Guid Id { get; init; }

    public required TrustChangeKind Kind { get; init; }

    /// <summary>The authority's name, for people.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the certificate.</summary>
    public required byte[] Fingerprint { get; init; }

    /// <summary>DER.</summary>
    public required byte[] Certificate { get; init; }

    public required string Reason { get; init; }

    /// <summary>What both sign the hash of.</summary>
    public required string StatementJson { get; init; }

    public required DateTimeOffset ProposedAt { get; init; }

    /// <summary>Person.</summary>
    public required Guid ProposedBy { get; init; }

    /// <summary>Fingerprint of the person's certificate.</summary>
    public required byte[] ProposedWith { get; init; }

    public required byte[] ProposalMessage { get; init; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public TrustDecision? Decision { get; private set; }

    public Guid? DecidedBy { get; private set; }

    public byte[]? DecidedWith { get; private set; }

    public byte[]? DecisionMessage { get; private set; }

    /// <summary>Whether this person with this certificate is a second pair of eyes.</summary>
    public bool MayBeDecidedBy(Guid person, string certificate) =>
        DecidedAt is null && person != ProposedBy && certificate != Convert.ToHexStringLower(ProposedWith);

    public void Decide(TrustDecision decision, Guid person, byte[] with, byte[] message, DateTimeOffset at) =>
        (Decision, DecidedBy, DecidedWith, DecisionMessage, DecidedAt) = (decision, person, with, message, at);

    internal sealed class Map : IEntityTypeConfiguration<TrustChange>
    {
        public void Configure(EntityTypeBuilder<TrustChange> builder)
        {
            builder.ToTable("trust_change");
            builder.Property(c => c.Kind).HasConversion<string>();
            builder.Property(c => c.Decision).HasConversion<string>();
            builder.Property<uint>("Version").IsRowVersion();
        }
    }
}

public enum TrustChangeKind
{
    Add,
    Remove,
}

public enum TrustDecision
{
    Approved,
    Rejected,
}
