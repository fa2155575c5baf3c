using Microsoft.EntityFrameworkCore;
using Tender.Site.Audit;
using Tender.Site.Data;
using Tender.Site.Notices;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;

namespace Tender.Site.Objections;

/// <summary>
/// Replies to an objection (row 14): a fresh signature, then reply, end of the pause with its later deadline, order to the vault and audit row
/// in one transaction. A late reply is taken: it is the missing one that stops a tender.
/// </summary>
public sealed class ReplyObjection(
    SiteContext data,
    ChangeSection sections,
    Standstill standstill,
    SignatureCheck signatures,
    AuditTrail audit
)
{
    /// <summary>What would be signed.</summary>
    /// <exception cref="Refused">Findings of the text; ET-1506 answered already; ET-4004.</exception>
    public async Task<SignedText> PrepareAsync(string no, ObjectionForm form, Viewer agent, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(agent);
        var terms = form.ReadReply();
        var section = await data.Set<Section>()
            .AsNoTracking()
            .SingleOrDefaultAsync(s => s.No == no && s.AgentId == agent.OrganisationId, cancel);
        var objection = section is null
            ? null
            : await data.Set<Objection>()
                .AsNoTracking()
                .SingleOrDefaultAsync(o => o.Id == form.Id && o.SectionId == section.Id, cancel);
        if (section is null || objection is null)
        {
            throw new Refused("ET-4004");
        }

        return objection.RepliedAt is null
            ? SignedText.Of(section, terms, objection.Hash)
            : throw new Refused("ET-1506");
    }

    /// <summary>Replies.</summary>
    /// <exception cref="Refused">As <see cref="PrepareAsync"/>; ET-2001 to -2016.</exception>
    public async Task ExecuteAsync(
        string no,
        ObjectionForm form,
        string? signature,
        Viewer agent,
        CancellationToken cancel
    )
    {
        var content = await PrepareAsync(no, form, agent, cancel);
        var purpose = SignedText.PurposeOf(SignedText.ReplyPurpose, agent, content.Hash);
        var signer = await signatures.CheckAsync(signature, purpose, cancel);
        await using var transaction = await data.Database.BeginTransactionAsync(cancel);
        var section = await sections.LockAsync(no, cancel);
        var objection = await data.Set<Objection>().SingleAsync(o => o.Id == form.Id, cancel);
        objection.Answer(form.ReadReply(), content, signer.Message, signer.At);
        await data.SaveChangesAsync(cancel);
        var cause = new SignedCause(ChangeCause.Objection, objection.Id, content.Hash, signer.At);
        await standstill.EndIfFreeAsync(section, cause, cancel);
        await data.SaveChangesAsync(cancel);
        await audit.AppendAsync(
            new AuditEntry(
                signer.At,
                agent.OrgCode,
                Convert.ToHexStringLower(signer.Fingerprint),
                "objections.reply",
                no,
                new { hash = Convert.ToHexStringLower(content.Hash), deadline = section.Deadline }
            ),
            cancel
        );
        await transaction.CommitAsync(cancel);
    }
}
