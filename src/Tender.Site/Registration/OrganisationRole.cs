using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tender.Site.Registration;

/// <summary>What an organisation is in a procedure; one may be several, within <see cref="RoleRules"/>.</summary>
public enum OrganisationRole
{
    /// <summary>Puts projects out to tender, grants mandates.</summary>
    Tenderee,

    /// <summary>Acts for tenderees under a mandate.</summary>
    Agent,

    /// <summary>May bid. Everybody is one unless it may not be.</summary>
    Bidder,

    /// <summary>Supervising authority.</summary>
    Supervisor,

    /// <summary>The trading centre that runs the platform.</summary>
    Centre,
}

/// <summary>A role that an organisation has.</summary>
public sealed class HeldRole
{
    public required Guid OrganisationId { get; init; }

    public required OrganisationRole Role { get; init; }

    public required DateTimeOffset Since { get; init; }

    internal sealed class Map : IEntityTypeConfiguration<HeldRole>
    {
        public void Configure(EntityTypeBuilder<HeldRole> builder)
        {
            builder.ToTable("organisation_role");
            builder.HasKey(r => new { r.OrganisationId, r.Role });
            builder.Property(r => r.Role).HasConversion<string>();
        }
    }
}

/// <summary>Which roles may meet in one organisation; the database keeps the same rule.</summary>
public static class RoleRules
{
    /// <summary>Roles that an organisation says itself; nobody approves them (2024 No. 16, art. 10(1)).</summary>
    public static IReadOnlyList<OrganisationRole> Chosen { get; } =
    [OrganisationRole.Bidder, OrganisationRole.Tenderee, OrganisationRole.Agent];

    /// <summary>
    /// The centre is nothing else. An authority may let tenders of its own, but is no agent (Tendering Law art. 14) and no bidder.
    /// </summary>
    public static bool MayMeet(OrganisationRole one, OrganisationRole other) =>
        one == other
        || (one, other)
            is not (

                (OrganisationRole.Centre, _)
                or
                (_, OrganisationRole.Centre)
                or
                (OrganisationRole.Supervisor, not OrganisationRole.Tenderee)
                or
                (not OrganisationRole.Tenderee, OrganisationRole.Supervisor)
            );
}
