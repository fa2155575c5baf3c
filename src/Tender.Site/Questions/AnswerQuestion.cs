using Microsoft.EntityFrameworkCore;
using Tender.Site.Audit;
using Tender.Site.Data;
using Tender.Site.Notices;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;
using Tender.Site.Shared.Forms;

namespace Tender.Site.Questions;

/// <summary>Publishes the answer to a question, to everybody at once. What changes the documents is an amendment instead.</summary>
public sealed class AnswerQuestion(SiteContext data, ChangeSection sections, AuditTrail audit, TimeProvider clock)
{
    public const int MostCharacters = 5000;

    /// <summary>Answers.</summary>
    /// <exception cref="Refused">Findings of the text; ET-1504 paused; ET-1505 T has passed; ET-1506 answered already; ET-4004.</exception>
    public async Task ExecuteAsync(string no, Guid id, string? typed, Viewer agent, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(agent);
        var read = new FormReader();
        var text = read.Text(typed, "Answer", MostCharacters, needed: true);
        read.Demand();
        var now = clock.GetUtcNow();
        await using var transaction = await data.Database.BeginTransactionAsync(cancel);
        var section = await sections.LockAsync(no, cancel);
        var question =
            section.AgentId == agent.OrganisationId
                ? await data.Set<Question>().SingleOrDefaultAsync(q => q.Id == id && q.SectionId == section.Id, cancel)
                : null;
        if (question is null)
        {
            throw new Refused("ET-4004");
        }

        section.DemandBidding(now);
        question.Reply(text, now);
        await data.SaveChangesAsync(cancel);
        await audit.AppendAsync(
            new AuditEntry(now, agent.OrgCode, agent.Certificate, "questions.answer", no, new { question = id, text }),
            cancel
        );
        await transaction.CommitAsync(cancel);
    }
}
