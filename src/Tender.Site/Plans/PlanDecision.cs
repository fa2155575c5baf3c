using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tender.Site.Plans;

/// <summary>A decision on a published plan: its reason is written first, then signed; a signed one does not change.</summary>
public sealed class PlanDecision
{
    public const string Waiver = "waiver";
    public const string Cancellation = "cancellation";

    public required Guid Id { get; init; }

    public required Guid PlanId { get; init; }

    /// <summary><see cref="Waiver"/> or <see cref="Cancellation"/>.</summary>
    public required string Kind { get; init; }

    public required string Reason { get; set; }

    public required DateTimeOffset WrittenAt { get; set; }

    public DateTimeOffset? SignedAt { get; private set; }

    public string? Json { get; private set; }

    public byte[]? Hash { get; private set; }

    public byte[]? Signature { get; private set; }

    /// <summary>Row version.</summary>
    public uint Version { get; private set; }

    public void Sign(PlanContent content, byte[] signature, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(content);
        (SignedAt, Json, Hash, Signature) = (at, content.Json, content.Hash, signature);
    }

    internal sealed class Map : IEntityTypeConfiguration<PlanDecision>
    {
        public void Configure(EntityTypeBuilder<PlanDecision> builder)
        {
            builder.ToTable("plan_decision");
            builder.Property(d => d.Version).IsRowVersion();
        }
    }
}
