using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tender.Site.Licences;

namespace Tender.Site.Registration;

/// <summary>One registration for the whole city, by organisation code. It comes into being with the first good certificate.</summary>
public sealed class Organisation
{
    public required Guid Id { get; init; }

    /// <summary>Unified social credit code, GB 32100.</summary>
    public required string OrgCode { get; init; }

    public required string Name { get; set; }

    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>Whom to reach; empty until the organisation has said it.</summary>
    public string Contact { get; private set; } = "";

    /// <summary>When the organisation last confirmed its data; null until it has completed the form once.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    public LicenceOutcome? LicenceOutcome { get; private set; }

    /// <summary>Name that the licence register has.</summary>
    public string? LicenceName { get; private set; }

    public DateTimeOffset? LicenceCheckedAt { get; private set; }

    /// <summary>Takes what the organisation says and what the register answered.</summary>
    public void Confirm(string contact, LicenceAnswer licence, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(licence);
        (Contact, ConfirmedAt) = (contact, now);
        (LicenceOutcome, LicenceName, LicenceCheckedAt) = (licence.Outcome, licence.RegisteredName, now);
    }

    internal sealed class Map : IEntityTypeConfiguration<Organisation>
    {
        public void Configure(EntityTypeBuilder<Organisation> builder)
        {
            builder.ToTable("organisation");
            builder.Property(o => o.LicenceOutcome).HasConversion<string>();
        }
    }
}
