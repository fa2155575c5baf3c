using Microsoft.EntityFrameworkCore;
using Tender.Sealing;
using Tender.Site.Audit;
using Tender.Site.Data;
using Tender.Site.Notices;
using Tender.Site.Questions;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;

namespace Tender.Site.Objections;

/// <summary>
/// Objects to the documents (row 12): a fresh signature, then objection, pause, order to the vault and audit row in one transaction. Late ones
/// are kept and marked and pause nothing, or anybody could hold up T at its last minute.
/// </summary>
public sealed class FileObjection(
    SiteContext data,
    ChangeSection sections,
    SectionClocks clocks,
    SignatureCheck signatures,
    AuditTrail audit,
    IRandom random
)
{
    /// <summary>What would be signed.</summary>
    /// <exception cref="Refused">Findings of the text; ET-1503 the publisher itself; ET-4004.</exception>
    public async Task<SignedText> PrepareAsync(string no, ObjectionForm form, Viewer viewer, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(form);
        var terms = form.ReadObjection(viewer);
        var section =
            await data.Set<Section>()
                .AsNoTracking()
                .SingleOrDefaultAsync(s => s.No == no && s.State == SectionState.NoticePublished, cancel)
            ?? throw new Refused("ET-4004");
        return viewer.OrganisationId == section.AgentId || viewer.OrgCode == section.TendereeCode
            ? throw new Refused("ET-1503")
            : SignedText.Of(section, terms);
    }

    /// <summary>Files it; the same form again changes nothing.</summary>
    /// <exception cref="Refused">As <see cref="PrepareAsync"/>; ET-1505 T has passed; ET-2001 to -2016.</exception>
    public async Task ExecuteAsync(
        string no,
        ObjectionForm form,
        string? signature,
        Objector who,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(who);
        var content = await PrepareAsync(no, form, who.Viewer, cancel);
        var purpose = SignedText.PurposeOf(SignedText.ObjectPurpose, who.Viewer, content.Hash);
        var signer = await signatures.CheckAsync(signature, purpose, cancel);
        await using var transaction = await data.Database.BeginTransactionAsync(cancel);
        var section = await sections.LockAsync(no, cancel);
        if (await data.Set<Objection>().AnyAsync(o => o.Hash == content.Hash, cancel))
        {
            return;
        }

        // While it stands still T cannot pass, so that further objections are heard.
        if (section.PausedAt is null)
        {
            section.DemandBidding(signer.At);
        }

        var objection = Add(section, form.ReadObjection(who.Viewer), content, signer.At);
        await data.SaveChangesAsync(cancel);
        var salt = AddParty(objection, content, signer, who);
        if (!objection.Late)
        {
            var cause = new SignedCause(ChangeCause.Objection, objection.Id, content.Hash, signer.At);
            await sections.HoldAsync(section, cause, cancel);
        }

        await data.SaveChangesAsync(cancel);
        var mark = QuestionAsker.Mark(salt, who.Viewer.OrgCode);
        var detail = new
        {
            hash = Convert.ToHexStringLower(content.Hash),
            late = objection.Late,
            objector = mark,
        };
        await audit.AppendAsync(
            new AuditEntry(signer.At, AuditEntry.Withheld, "", "objections.file", no, detail),
            cancel
        );
        await transaction.CommitAsync(cancel);
    }

    private Objection Add(Section section, FiledTerms terms, SignedText content, DateTimeOffset at)
    {
        var objection = new Objection
        {
            Id = random.NewId(),
            SectionId = section.Id,
            Text = terms.Text,
            FiledAt = at,
            Late = !clocks.ObjectionsUntil(section).Allows(at),
            ReplyDue = clocks.ReplyDue(section, at).Before!.Value,
            Hash = content.Hash,
        };
        data.Add(objection);
        return objection;
    }

    private byte[] AddParty(Objection objection, SignedText content, CheckedSigner signer, Objector who)
    {
        var salt = random.Bytes(32);
        data.Add(
            new ObjectionParty
            {
                ObjectionId = objection.Id,
                OrganisationId = who.Viewer.OrganisationId,
                PersonId = who.Viewer.PersonId,
                Origin = who.Origin,
                Salt = salt,
                Json = content.Json,
                Signature = signer.Message,
            }
        );
        return salt;
    }
}

/// <summary>Who objects.</summary>
/// <param name="Viewer">The organisation and person.</param>
/// <param name="Origin">Network address.</param>
public sealed record Objector(Viewer Viewer, string Origin);
