using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tender.Site.Notices;

/// <summary>A tender project that is divided into several sections (lots). All states live on the sections.</summary>
public sealed class Project
{
    public required Guid Id { get; init; }

    /// <summary>Public number, such as J2026-0001.</summary>
    public required string No { get; init; }

    public required Guid AgentId { get; init; }

    public required string Title { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    internal sealed class Map : IEntityTypeConfiguration<Project>
    {
        public void Configure(EntityTypeBuilder<Project> builder) => builder.ToTable("project");
    }
}
