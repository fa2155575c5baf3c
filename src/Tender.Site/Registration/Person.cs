using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tender.Site.Registration;

/// <summary>A holder of certificates. Certificates name people by words only, so a person is a name within the organisation they were issued for.</summary>
public sealed class Person
{
    public required Guid Id { get; init; }

    public required Guid OrganisationId { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    internal sealed class Map : IEntityTypeConfiguration<Person>
    {
        public void Configure(EntityTypeBuilder<Person> builder) => builder.ToTable("person");
    }
}
