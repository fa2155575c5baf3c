using Microsoft.EntityFrameworkCore;
using Tender.Site.Audit;
using Tender.Site.Data;
using Tender.Site.Notices;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;

namespace Tender.Site.Questions;

/// <summary>
/// Publishes an amendment (row 11): a fresh signature, then amendment, later deadline, order to the vault and audit row in one transaction.
/// T' is computed inside it, from the instant that is written down.
/// </summary>
public sealed class PublishAmendment(
    SiteContext data,
    ChangeSection sections,
    SectionClocks clocks,
    SignatureCheck signatures,
    AuditTrail audit,
    TimeProvider clock
)
{
    /// <summary>Word of the purpose in the signed text.</summary>
    public const string Purpose = "amend";

    /// <summary>What would be signed now.</summary>
    /// <exception cref="Refused">ET-1504 paused; ET-1505 T has passed; ET-4003 nothing is written; ET-4004.</exception>
    public async Task<ChallengePurpose> PrepareAsync(string no, Viewer agent, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(agent);
        var section =
            await data.Set<Section>()
                .AsNoTracking()
                .SingleOrDefaultAsync(s => s.No == no && s.AgentId == agent.OrganisationId, cancel)
            ?? throw new Refused("ET-4004");
        section.DemandBidding(clock.GetUtcNow());
        var amendment = await OpenOf(section).AsNoTracking().SingleOrDefaultAsync(cancel);
        return amendment is null
            ? throw new Refused("ET-4003")
            : PurposeOf(AmendmentContent.Of(section, amendment), agent);
    }

    /// <summary>Publishes.</summary>
    /// <exception cref="Refused">As <see cref="PrepareAsync"/>; ET-2001 to -2016; ET-4001 written anew since it was signed.</exception>
    public async Task ExecuteAsync(string no, string? signature, Viewer agent, CancellationToken cancel)
    {
        var purpose = await PrepareAsync(no, agent, cancel);
        var signer = await signatures.CheckAsync(signature, purpose, cancel);
        await using var transaction = await data.Database.BeginTransactionAsync(cancel);
        var section = await sections.LockAsync(no, cancel);
        section.DemandBidding(signer.At);
        var amendment = await OpenOf(section).SingleOrDefaultAsync(cancel) ?? throw new Refused("ET-4003");
        var content = AmendmentContent.Of(section, amendment);
        if (!content.Hash.AsSpan().SequenceEqual(purpose.Hashes[0]))
        {
            throw new Refused("ET-4001");
        }

        var before = section.Deadline!.Value;
        var bound = clocks.AfterAmendment(section, signer.At, amendment.AffectsBids);
        var cause = new SignedCause(ChangeCause.Amendment, amendment.Id, content.Hash, signer.At);
        var after = await sections.ExtendAsync(section, cause, bound, amendment.LaterDeadline, cancel);
        amendment.Publish(content, signer.Message, (before, after), signer.At);
        await data.SaveChangesAsync(cancel);
        await audit.AppendAsync(EntryOf(section, amendment, signer, agent), cancel);
        await transaction.CommitAsync(cancel);
    }

    private IQueryable<Amendment> OpenOf(Section section) =>
        data.Set<Amendment>().Where(a => a.SectionId == section.Id && a.PublishedAt == null);

    private static ChallengePurpose PurposeOf(AmendmentContent content, Viewer agent) =>
        new(Purpose, agent.OrgCode, content.Hash);

    private static AuditEntry EntryOf(Section section, Amendment amendment, CheckedSigner signer, Viewer agent) =>
        new(
            signer.At,
            agent.OrgCode,
            Convert.ToHexStringLower(signer.Fingerprint),
            "questions.amend",
            section.No,
            new
            {
                number = amendment.Number,
                hash = Convert.ToHexStringLower(amendment.Hash!),
                deadline = amendment.Deadline,
            }
        );
}
