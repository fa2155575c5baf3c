using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Tender.Rules;
using Tender.Sealing;
using Tender.Site.Audit;
using Tender.Site.Data;
using Tender.Site.Outbox;
using Tender.Site.Plans;
using Tender.Site.Registration;
using Tender.Site.Setup;
using Tender.Site.Shared.Faults;

namespace Tender.Site.Notices;

/// <summary>
/// Publishes a notice with its documents (row 6 of the state table): a fresh signature over both hashes, then state, audit row and order to
/// the vault in one transaction.
/// </summary>
public sealed class PublishNotice(
    SiteContext data,
    NoticeRules rules,
    SignatureCheck signatures,
    PublishingRecord record,
    IOptions<SiteOptions> options,
    TimeProvider clock
)
{
    /// <summary>Word of the purpose in the signed text.</summary>
    public const string Purpose = "publish";

    /// <summary>What would be signed now, if the rules allow it now.</summary>
    /// <exception cref="Refused">Findings of the rules; ET-4003, ET-4004.</exception>
    public async Task<ChallengePurpose> PrepareAsync(string no, Viewer agent, CancellationToken cancel)
    {
        var (_, content) = await CheckAsync(no, agent, cancel);
        return PurposeOf(content, agent);
    }

    /// <summary>Publishes.</summary>
    /// <exception cref="Refused">As <see cref="PrepareAsync"/>; ET-2014 when the content is not the one that was signed; ET-2001 to -2016.</exception>
    public async Task ExecuteAsync(string no, string? signature, Viewer agent, CancellationToken cancel)
    {
        var (section, content) = await CheckAsync(no, agent, cancel);
        var signer = await signatures.CheckAsync(signature, PurposeOf(content, agent), cancel);
        await record.SaveAsync(section, content, signer, agent, cancel);
    }

    private static ChallengePurpose PurposeOf(NoticeContent content, Viewer agent) =>
        new(Purpose, agent.OrgCode, content.NoticeHash, content.DocHash);

    private async Task<(Section Section, NoticeContent Content)> CheckAsync(
        string no,
        Viewer agent,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(agent);
        var section =
            await data.Set<Section>()
                .Include(s => s.Documents)
                .SingleOrDefaultAsync(s => s.No == no && s.AgentId == agent.OrganisationId, cancel)
            ?? throw new Refused("ET-4004");
        section.DemandDraft();
        var plan = await data.Set<Plan>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == section.PlanId, cancel);
        var findings = rules.Check(section.Facts(plan), clock.GetUtcNow());
        return findings.Any(f => f.Severity == Severity.Block)
            ? throw new Refused(findings)
            : (section, NoticeContent.Of(section, plan, agent, options.Value.ObjectionSeconds));
    }
}

/// <summary>The transaction of publishing: the clocks of the law are asked once more in it, at the instant that is written down.</summary>
public sealed class PublishingRecord(
    SiteContext data,
    NoticeRules rules,
    AuditTrail audit,
    OutboxWriter outbox,
    IRandom random
)
{
    /// <summary>Publishes what was signed.</summary>
    /// <exception cref="Refused">Findings of the rules at the instant of the signature; ET-4001.</exception>
    public async Task SaveAsync(
        Section section,
        NoticeContent content,
        CheckedSigner signer,
        Viewer agent,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(signer);
        ArgumentNullException.ThrowIfNull(agent);
        await using var transaction = await data.Database.BeginTransactionAsync(cancel);
        await DemandRulesAsync(section, signer.At, cancel);
        section.Publish(new SignedNotice(content, signer.Message, random.Bytes(32), signer.At));
        outbox.Add(RegisterSection.MessageKind, section.Id, signer.At);
        try
        {
            await data.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new Refused("ET-4001");
        }

        await audit.AppendAsync(
            new AuditEntry(
                signer.At,
                agent.OrgCode,
                Convert.ToHexStringLower(signer.Fingerprint),
                "notices.publish",
                section.No,
                new
                {
                    noticeHash = Convert.ToHexStringLower(content.NoticeHash),
                    docHash = Convert.ToHexStringLower(content.DocHash),
                }
            ),
            cancel
        );
        await transaction.CommitAsync(cancel);
    }

    /// <summary>The plan's row is locked, so that no change or cancellation of it slips between the question and the publication.</summary>
    private async Task DemandRulesAsync(Section section, DateTimeOffset at, CancellationToken cancel)
    {
        var plan = await data.Set<Plan>()
            .FromSql($"select *, xmin from plan where id = {section.PlanId} for share")
            .AsNoTracking()
            .SingleOrDefaultAsync(cancel);
        var findings = rules.Check(section.Facts(plan), at);
        if (findings.Any(f => f.Severity == Severity.Block))
        {
            throw new Refused(findings);
        }
    }
}
