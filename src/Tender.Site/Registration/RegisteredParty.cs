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

    /// <exception cref="Refused">
    /// ET-2007 taken off the organisation's list; ET-2008 the organisation has others and this one has not asked; ET-2010 it still waits.
    /// </exception>
    public async Task<Party> OfAsync(CheckedSigner signer, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(signer);
        var organisation = await OrganisationAsync(signer, cancel);
        var certificate = await CertificateAsync(signer, organisation, cancel);
        certificate.LastUsedAt = signer.At;
        await data.SaveChangesAsync(cancel);
        var person = await data.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == certificate.PersonId, cancel);
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

    /// <summary>The binding of the certificate: there already, the organisation's first, or one whose request has waited long enough.</summary>
    private async Task<SignerCertificate> CertificateAsync(
        CheckedSigner signer,
        Organisation organisation,
        CancellationToken cancel
    )
    {
        var known = await data.Set<SignerCertificate>()
            .Where(c => c.OrganisationId == organisation.Id)
            .ToListAsync(cancel);
        if (known.Find(c => c.Fingerprint.AsSpan().SequenceEqual(signer.Fingerprint)) is { } own)
        {
            return own.EndedAt is { } ended ? throw new Refused("ET-2007", ended) : own;
        }

        if (known.Count == 0)
        {
            var facts = new CertificateFacts(
                organisation.Id,
                signer.Fingerprint,
                signer.Report.SignerName,
                signer.Report.Issuer,
                signer.Report.NotAfter
            );
            return await BindAsync(facts, "first", signer.At, cancel);
        }

        var request = await data.Set<BindingRequest>()
            .SingleOrDefaultAsync(r => r.Fingerprint == signer.Fingerprint && r.DecidedAt == null, cancel);
        if (request is null || signer.At < request.DueAt)
        {
            throw request is null
                ? new Refused("ET-2008", organisation.OrgCode)
                : new Refused("ET-2010", request.DueAt);
        }

        request.Mature(signer.At);
        return await BindAsync(CertificateFacts.Of(request), "proof", signer.At, cancel);
    }

    /// <summary>Writes a binding. MUST be called inside the transaction that decided it.</summary>
    public async Task<SignerCertificate> BindAsync(
        CertificateFacts facts,
        string by,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(facts);
        var certificate = new SignerCertificate
        {
            Id = random.NewId(),
            OrganisationId = facts.OrganisationId,
            PersonId = await PersonAsync(facts, now, cancel),
            Fingerprint = facts.Fingerprint,
            SignerName = facts.SignerName,
            Issuer = facts.Issuer,
            NotAfter = facts.NotAfter,
            FirstUsedAt = now,
            LastUsedAt = now,
            BoundBy = by,
        };
        data.Add(certificate);
        await data.SaveChangesAsync(cancel);
        return certificate;
    }

    private async Task<Guid> PersonAsync(CertificateFacts facts, DateTimeOffset now, CancellationToken cancel)
    {
        var name = Named(facts.SignerName, facts.Issuer);
        await data.Database.ExecuteSqlAsync(
            $"""
            insert into person (id, organisation_id, name, registered_at)
            values ({random.NewId()}, {facts.OrganisationId}, {name}, {now})
            on conflict (organisation_id, name) do nothing
            """,
            cancel
        );
        return await data.Set<Person>()
            .Where(p => p.OrganisationId == facts.OrganisationId && p.Name == name)
            .Select(p => p.Id)
            .SingleAsync(cancel);
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

/// <summary>What is kept of a certificate.</summary>
public sealed record CertificateFacts(
    Guid OrganisationId,
    byte[] Fingerprint,
    string SignerName,
    string Issuer,
    DateTimeOffset NotAfter
)
{
    public static CertificateFacts Of(BindingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new CertificateFacts(
            request.OrganisationId,
            request.Fingerprint,
            request.SignerName,
            request.Issuer,
            request.NotAfter
        );
    }
}
