using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tender.Site.Registration;

/// <summary>One registration for the whole city, by organisation code. It comes into being with the first good certificate.</summary>
public sealed class Organisation
{
    public required Guid Id { get; init; }

    /// <summary>Unified social credit code, GB 32100.</summary>
    public required string OrgCode { get; init; }

    public required string Name { get; set; }

    public required DateTimeOffset RegisteredAt { get; init; }

    internal sealed class Map : IEntityTypeConfiguration<Organisation>
    {
        public void Configure(EntityTypeBuilder<Organisation> builder) => builder.ToTable("organisation");
    }
}
