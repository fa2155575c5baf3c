using Microsoft.EntityFrameworkCore;
using Tender.Sealing;
using Tender.Site.Audit;
using Tender.Site.Data;
using Tender.Site.Notices;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;
using Tender.Site.Shared.Forms;

namespace Tender.Site.Questions;

/// <summary>Asks about the documents (row 10). The asker's name goes where this program cannot read it again.</summary>
public sealed class AskQuestion(
    SiteContext data,
    ChangeSection sections,
    SectionClocks clocks,
    AuditTrail audit,
    IRandom random,
    TimeProvider clock
)
{
    public const int MostCharacters = 2000;

    /// <summary>Asks; the same form again changes nothing.</summary>
    /// <exception cref="Refused">Findings of the text; ET-1501 too late; ET-1503 the publisher itself; ET-4004.</exception>
    public async Task ExecuteAsync(string no, AskForm form, Viewer viewer, string origin, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(viewer);
        var text = form.Read(viewer);
        var now = clock.GetUtcNow();
        await using var transaction = await data.Database.BeginTransactionAsync(cancel);
        var section = await sections.LockAsync(no, cancel);
        Demand(section, viewer, now);
        var id = form.Id == Guid.Empty ? random.NewId() : form.Id;
        if (await data.Set<Question>().AnyAsync(q => q.Id == id, cancel))
        {
            return;
        }

        data.Add(
            new Question
            {
                Id = id,
                SectionId = section.Id,
                Text = text,
                AskedAt = now,
            }
        );
        await data.SaveChangesAsync(cancel);
        var salt = AddAsker(id, viewer, origin);
        await data.SaveChangesAsync(cancel);
        var detail = new
        {
            question = id,
            text,
            asker = QuestionAsker.Mark(salt, viewer.OrgCode),
        };
        await audit.AppendAsync(new AuditEntry(now, AuditEntry.Withheld, "", "questions.ask", no, detail), cancel);
        await transaction.CommitAsync(cancel);
    }

    private byte[] AddAsker(Guid question, Viewer viewer, string origin)
    {
        var salt = random.Bytes(32);
        data.Add(
            new QuestionAsker
            {
                QuestionId = question,
                OrganisationId = viewer.OrganisationId,
                PersonId = viewer.PersonId,
                Origin = origin,
                Salt = salt,
            }
        );
        return salt;
    }

    private void Demand(Section section, Viewer viewer, DateTimeOffset now)
    {
        if (viewer.OrganisationId == section.AgentId || viewer.OrgCode == section.TendereeCode)
        {
            throw new Refused("ET-1503");
        }

        var period = clocks.ObjectionsUntil(section);
        if (!period.Allows(now))
        {
            throw new Refused("ET-1501", period.LastSecond!.Value);
        }
    }
}

/// <summary>What is typed to ask.</summary>
public sealed class AskForm
{
    /// <summary>Made with the empty form, so that a double click asks once.</summary>
    public Guid Id { get; set; }

    public string? Question { get; set; }

    /// <summary>The text; one that names its own author is sent back, for it will be published.</summary>
    public string Read(Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var read = new FormReader();
        var text = read.Text(Question, nameof(Question), AskQuestion.MostCharacters, needed: true);
        if (OwnName.IsIn(text, viewer))
        {
            read.Add("ET-1502", nameof(Question));
        }

        read.Demand();
        return text;
    }
}

/// <summary>A text that will be published must not name the organisation that wrote it .</summary>
public static class OwnName
{
    public static bool IsIn(string text, Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(viewer);
        return text.Contains(viewer.OrgCode, StringComparison.OrdinalIgnoreCase)
            || (viewer.OrgName.Length > 0 && text.Contains(viewer.OrgName, StringComparison.OrdinalIgnoreCase));
    }
}
