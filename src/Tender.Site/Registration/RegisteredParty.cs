using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Tender.Sealing;
using Tender.Site.Data;
using Tender.Site.Setup;
using Tender.Site.Shared.Faults;

namespace Tender.Site.Registration;

/// <summary>
/// From a checked signature to organisation, person and roles; what is missing is registered. MUST be called inside the transaction of the
/// act. Two first signatures of one organisation at the same moment: the second finds the rows of the first.
/// </summary>
public sealed class RegisteredParty(SiteContext data, IRandom random, IOptions<SiteOptions> options)
{
    private const int LongestName = 200;

    /// <exception cref="Refused">ET-2007 the binding of the certificate has ended.</exception>
    public async Task<Party> OfAsync(CheckedSigner signer, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(signer);
        var organisation = await OrganisationAsync(signer, cancel);
        var person = await PersonAsync(signer, organisation.Id, cancel);
        await BindAsync(signer, organisation.Id, person.Id, cancel);
        return new Party(organisation, person, await RolesAsync(signer, organisation.Id, cancel));
    }

    private async Task<Organisation> OrganisationAsync(CheckedSigner signer, CancellationToken cancel)
    {
        var (code, name) = (signer.Report.OrgCode, Named(signer.Report.OrgName, signer.Report.OrgCode));
        await data.Database.ExecuteSqlAsync(
            $"""
            insert into organisation (id, org_code, name, registered_at) values ({random.NewId()}, {code}, {name}, {signer.At})
            on conflict (org_code) do update set name = excluded.name
            """,
            cancel
        );
        return await data.Set<Organisation>().AsNoTracking().SingleAsync(o => o.OrgCode == code, cancel);
    }

    private async Task<Person> PersonAsync(CheckedSigner signer, Guid organisation, CancellationToken cancel)
    {
        var name = Named(signer.Report.SignerName, signer.Report.Issuer);
        await data.Database.ExecuteSqlAsync(
            $"""
            insert into person (id, organisation_id, name, registered_at)
            values ({random.NewId()}, {organisation}, {name}, {signer.At})
            on conflict (organisation_id, name) do nothing
            """,
            cancel
        );
        return await data.Set<Person>()
            .AsNoTracking()
            .SingleAsync(p => p.OrganisationId == organisation && p.Name == name, cancel);
    }

    private async Task BindAsync(CheckedSigner signer, Guid organisation, Guid person, CancellationToken cancel)
    {
        var ended = await data.Set<SignerCertificate>()
            .Where(c => c.Fingerprint == signer.Fingerprint && c.EndedAt != null)
            .Select(c => c.EndedAt)
            .SingleOrDefaultAsync(cancel);
        if (ended is { } at)
        {
            throw new Refused("ET-2007", at);
        }

        await data.Database.ExecuteSqlAsync(
            $"""
            insert into signer_certificate
                (id, organisation_id, person_id, fingerprint, signer_name, issuer, not_after, first_used_at, last_used_at)
            values ({random.NewId()}, {organisation}, {person}, {signer.Fingerprint}, {signer.Report.SignerName},
                {signer.Report.Issuer}, {signer.Report.NotAfter}, {signer.At}, {signer.At})
            on conflict (fingerprint) do update set last_used_at = excluded.last_used_at
            """,
            cancel
        );
    }

    /// <summary>What the set-up says of the organisation is added as far as it may meet what is there; without any role it is a bidder.</summary>
    private async Task<HashSet<OrganisationRole>> RolesAsync(
        CheckedSigner signer,
        Guid organisation,
        CancellationToken cancel
    )
    {
        var held = (
            await data.Set<HeldRole>()
                .Where(r => r.OrganisationId == organisation)
                .Select(r => r.Role)
                .ToListAsync(cancel)
        ).ToHashSet();
        var start = FromTheStart(signer.Report.OrgCode);
        foreach (var role in held.Count == 0 && start.Length == 0 ? [OrganisationRole.Bidder] : start)
        {
            if (held.All(h => RoleRules.MayMeet(h, role)) && held.Add(role))
            {
                await data.Database.ExecuteSqlAsync(
                    $"""
                    insert into organisation_role (organisation_id, role, since)
                    values ({organisation}, {role.ToString()}, {signer.At})
                    on conflict do nothing
                    """,
                    cancel
                );
            }
        }

        return held;
    }

    private OrganisationRole[] FromTheStart(string code)
    {
        var site = options.Value;
        return site.CentreOrgCodes.Contains(code) ? [OrganisationRole.Centre]
            : site.SupervisorOrgCodes.Contains(code) ? [OrganisationRole.Supervisor]
            : site.AgentOrgCodes.Contains(code) ? [OrganisationRole.Tenderee, OrganisationRole.Agent]
            : [];
    }

    private static string Named(string name, string otherwise)
    {
        var text = name.Trim().Length > 0 ? name.Trim() : otherwise;
        return text.Length > LongestName ? text[..LongestName] : text;
    }
}

/// <summary>Who signed, as registered.</summary>
public sealed record Party(Organisation Organisation, Person Person, IReadOnlySet<OrganisationRole> Roles);
