using Microsoft.EntityFrameworkCore;
using Tender.Site.Data;
using Tender.Site.Registration;

namespace Tender.Site.Organisations;

/// <summary>The own organisation: registration, people, certificates, requests that wait.</summary>
public sealed class ReadOrganisation(SiteContext data)
{
    public async Task<OrganisationPage> OwnAsync(Viewer viewer, DateTimeOffset now, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var own = viewer.OrganisationId;
        return new OrganisationPage(
            await data.Set<Organisation>().AsNoTracking().SingleAsync(o => o.Id == own, cancel),
            viewer,
            now
        )
        {
            Roles = (
                await data.Set<HeldRole>().Where(r => r.OrganisationId == own).Select(r => r.Role).ToListAsync(cancel)
            ).ToHashSet(),
            Certificates = await data.Set<SignerCertificate>()
                .AsNoTracking()
                .Where(c => c.OrganisationId == own)
                .OrderBy(c => c.EndedAt != null)
                .ThenBy(c => c.NotAfter)
                .ToListAsync(cancel),
            Requests = await data.Set<BindingRequest>()
                .AsNoTracking()
                .Where(r => r.OrganisationId == own && r.DecidedAt == null)
                .OrderBy(r => r.RequestedAt)
                .ToListAsync(cancel),
        };
    }
}

/// <summary>The own organisation as its page shows it.</summary>
public sealed record OrganisationPage(Organisation Organisation, Viewer Viewer, DateTimeOffset Now)
{
    public IReadOnlySet<OrganisationRole> Roles { get; init; } = new HashSet<OrganisationRole>();

    public IReadOnlyList<SignerCertificate> Certificates { get; init; } = [];

    public IReadOnlyList<BindingRequest> Requests { get; init; } = [];

    /// <summary>The form, when the page is the registration's.</summary>
    public RegisterForm Form { get; init; } = new();

    public IEnumerable<string> People =>
        Certificates.Where(c => c.EndedAt is null).Select(c => c.SignerName).Distinct();

    /// <summary>Roles that this organisation may choose.</summary>
    public IEnumerable<OrganisationRole> Choices =>
        RoleRules.Chosen.Where(c =>
            Roles.Where(r => !RoleRules.Chosen.Contains(r)).All(given => RoleRules.MayMeet(given, c))
        );

    public int DaysLeft(SignerCertificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return Math.Max(0, (int)(certificate.NotAfter - Now).TotalDays);
    }
}
