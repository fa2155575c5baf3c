using Microsoft.EntityFrameworkCore;
using Tender.Rules;
using Tender.Site.Audit;
using Tender.Site.Data;
using Tender.Site.Licences;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;

namespace Tender.Site.Organisations;

/// <summary>
/// Completes or changes the one registration of an organisation: contact, roles, comparison with the licence. Nobody approves it;
/// it is free and holds for all districts and trades.
/// </summary>
public sealed class RegisterOrganisation(SiteContext data, LicenceCheck licences, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Registers.</summary>
    /// <returns>The roles that the organisation has now.</returns>
    /// <exception cref="Refused">ET-1001, -1002 contact; ET-1016 no role; ET-1017, -1018 what the licence register says; ET-1019 roles that may not meet.</exception>
    public async Task<IReadOnlySet<OrganisationRole>> ExecuteAsync(
        RegisterForm form,
        Viewer viewer,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(viewer);
        var findings = new List<Finding>();
        var contact = form.ReadContact(findings);
        var licence = await LicenceAsync(viewer, findings, cancel);
        var now = clock.GetUtcNow();
        await using var transaction = await data.Database.BeginTransactionAsync(cancel);
        await data.Database.ExecuteSqlAsync(
            $"select from organisation where id = {viewer.OrganisationId} for update",
            cancel
        );
        var held = await data.Set<HeldRole>().Where(r => r.OrganisationId == viewer.OrganisationId).ToListAsync(cancel);
        var roles = Check(form, held, findings);
        if (findings.Count > 0)
        {
            throw new Refused([.. findings]);
        }

        Change(held, roles, viewer, now);
        var organisation = await data.Set<Organisation>().SingleAsync(o => o.Id == viewer.OrganisationId, cancel);
        organisation.Confirm(contact, licence, now);
        await data.SaveChangesAsync(cancel);
        await audit.AppendAsync(
            new AuditEntry(
                now,
                viewer.OrgCode,
                viewer.Certificate,
                "registration.register",
                viewer.OrgCode,
                new
                {
                    contact,
                    roles = roles.Order().Select(r => r.ToString()),
                    licence = licence.Outcome.ToString(),
                }
            ),
            cancel
        );
        await transaction.CommitAsync(cancel);
        return roles;
    }

    private async Task<LicenceAnswer> LicenceAsync(Viewer viewer, List<Finding> findings, CancellationToken cancel)
    {
        var licence = await licences.AskAsync(viewer.OrgCode, viewer.OrgName, cancel);
        if (licence.RuleId is { } rule)
        {
            findings.Add(new Finding(rule, viewer.OrgCode));
        }

        return licence;
    }

    /// <summary>The chosen roles with those that only the set-up gives.</summary>
    private static HashSet<OrganisationRole> Check(RegisterForm form, List<HeldRole> held, List<Finding> findings)
    {
        var given = held.Select(h => h.Role).Where(r => !RoleRules.Chosen.Contains(r)).ToHashSet();
        var roles = form.Roles().Concat(given).ToHashSet();
        if (roles.Count == 0)
        {
            findings.Add(new Finding("ET-1016") { Field = nameof(RegisterForm.IsBidder) });
        }
        else if (roles.Any(one => roles.Any(other => !RoleRules.MayMeet(one, other))))
        {
            findings.Add(new Finding("ET-1019") { Field = nameof(RegisterForm.IsBidder) });
        }

        return roles;
    }

    private void Change(List<HeldRole> held, HashSet<OrganisationRole> roles, Viewer viewer, DateTimeOffset now)
    {
        data.RemoveRange(held.Where(h => !roles.Contains(h.Role)));
        data.AddRange(
            roles
                .Where(r => held.TrueForAll(h => h.Role != r))
                .Select(r => new HeldRole
                {
                    OrganisationId = viewer.OrganisationId,
                    Role = r,
                    Since = now,
                })
        );
    }
}
