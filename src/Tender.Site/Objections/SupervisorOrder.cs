using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tender.Site.Objections;

/// <summary>A supervising authority's signed order to pause a section, or to lift such an order. It is public and never changes.</summary>
public sealed class SupervisorOrder
{
    public const string Pause = "pause";
    public const string Resume = "resume";

    public required Guid Id { get; init; }

    public required Guid SectionId { get; init; }

    public required Guid AuthorityId { get; init; }

    /// <summary><see cref="Pause"/> or <see cref="Resume"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The order that this one lifts.</summary>
    public Guid? LiftsId { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset SignedAt { get; init; }

    public required string Json { get; init; }

    public required byte[] Hash { get; init; }

    public required byte[] Signature { get; init; }

    internal sealed class Map : IEntityTypeConfiguration<SupervisorOrder>
    {
        public void Configure(EntityTypeBuilder<SupervisorOrder> builder) => builder.ToTable("supervisor_order");
    }
}
