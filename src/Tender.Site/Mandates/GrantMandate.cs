using Microsoft.EntityFrameworkCore;
using Npgsql;
using Tender.Site.Audit;
using Tender.Site.Data;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;

namespace Tender.Site.Mandates;

/// <summary>A tenderee lets an agent act for it: a fresh signature over the statement, then row and audit row in one transaction.</summary>
public sealed class GrantMandate(SiteContext data, SignatureCheck signatures, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Word of the purpose in the signed text.</summary>
    public const string Purpose = "mandate";

    /// <summary>What would be signed now, if it may be.</summary>
    /// <exception cref="Refused">Findings of the form and of <see cref="MandateRules"/>; ET-2020 when the organisation is no tenderee.</exception>
    public async Task<MandateDraft> PrepareAsync(MandateForm form, Viewer tenderee, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(tenderee);
        return await CheckAsync(form.Read(), tenderee, clock.GetUtcNow(), cancel);
    }

    /// <summary>What the signature must be for.</summary>
    public static ChallengePurpose PurposeOf(MandateDraft draft, Viewer tenderee)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(tenderee);
        return new ChallengePurpose(Purpose, tenderee.OrgCode, draft.Statement.Hash);
    }

    /// <summary>Grants it.</summary>
    /// <exception cref="Refused">As <see cref="PrepareAsync"/>; ET-2001 to -2016; ET-4001 when this form was used before.</exception>
    public async Task<Guid> ExecuteAsync(MandateForm form, string? signature, Viewer tenderee, CancellationToken cancel)
    {
        var draft = await PrepareAsync(form, tenderee, cancel);
        var signer = await signatures.CheckAsync(signature, PurposeOf(draft, tenderee), cancel);
        await using var transaction = await data.Database.BeginTransactionAsync(cancel);
        // Roles are taken away under this lock, so that what is checked now holds until the commit.
        await data.Database.ExecuteSqlAsync(
            $"select from organisation where id in ({tenderee.OrganisationId}, {draft.Agent.Id}) order by id for share",
            cancel
        );
        draft = await CheckAsync(draft.Terms, tenderee, signer.At, cancel);
        data.Add(MandateOf(draft, tenderee, signer));
        try
        {
            await data.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure)
            when (failure.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            throw new Refused("ET-4001");
        }

        await audit.AppendAsync(
            new AuditEntry(
                signer.At,
                tenderee.OrgCode,
                Convert.ToHexStringLower(signer.Fingerprint),
                "mandates.grant",
                draft.Terms.Id.ToString(),
                new { statement = Convert.ToHexStringLower(draft.Statement.Hash) }
            ),
            cancel
        );
        await transaction.CommitAsync(cancel);
        return draft.Terms.Id;
    }

    private static Mandate MandateOf(MandateDraft draft, Viewer tenderee, CheckedSigner signer) =>
        new()
        {
            Id = draft.Terms.Id,
            TendereeId = tenderee.OrganisationId,
            AgentId = draft.Agent.Id,
            Project = draft.Terms.Project,
            StartsAt = draft.Terms.StartsAt,
            EndsAt = draft.Terms.EndsAt,
            StatementJson = draft.Statement.Json,
            StatementHash = draft.Statement.Hash,
            Signature = signer.Message,
            GrantedAt = signer.At,
        };

    private async Task<MandateDraft> CheckAsync(
        MandateTerms terms,
        Viewer tenderee,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var agent = await data.Set<Organisation>()
            .AsNoTracking()
            .SingleOrDefaultAsync(o => o.OrgCode == terms.AgentCode, cancel);
        var roles = await data.Set<HeldRole>()
            .AsNoTracking()
            .Where(r => r.OrganisationId == tenderee.OrganisationId || (agent != null && r.OrganisationId == agent.Id))
            .ToListAsync(cancel);
        if (!roles.Exists(r => r.OrganisationId == tenderee.OrganisationId && r.Role == OrganisationRole.Tenderee))
        {
            throw new Refused("ET-2020");
        }

        var agentRoles = roles.Where(r => r.OrganisationId == agent?.Id).Select(r => r.Role).ToList();
        var findings = MandateRules.CheckGrant(terms, tenderee, agent, agentRoles, now);
        return findings.Count > 0
            ? throw new Refused(findings)
            : new MandateDraft(terms, agent!, MandateStatement.Grant(terms, tenderee, agent!));
    }
}

/// <summary>A mandate that may be granted, as it would be signed.</summary>
public sealed record MandateDraft(MandateTerms Terms, Organisation Agent, MandateStatement Statement);
