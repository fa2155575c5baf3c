using Microsoft.EntityFrameworkCore;
using Tender.Rules;
using Tender.Site.Data;
using Tender.Site.Notices;
using Tender.Site.Registration;

namespace Tender.Site.Questions;

/// <summary>Reads: everybody sees what is answered, the publisher also what waits. No query here can say who asked.</summary>
public sealed class ReadQuestions(SiteContext data, SectionClocks clocks, TimeProvider clock)
{
    /// <summary>Answered questions of a published section, newest answer first, or null.</summary>
    public async Task<QuestionsPage?> FindAsync(string no, CancellationToken cancel)
    {
        var section = await data.Set<Section>()
            .AsNoTracking()
            .SingleOrDefaultAsync(s => s.No == no && s.State == SectionState.NoticePublished, cancel);
        if (section is null)
        {
            return null;
        }

        var answered = await data.Set<Question>()
            .AsNoTracking()
            .Where(q => q.SectionId == section.Id && q.AnsweredAt != null)
            .OrderByDescending(q => q.AnsweredAt)
            .ThenBy(q => q.Id)
            .ToListAsync(cancel);
        return new QuestionsPage(section, answered, clocks.ObjectionsUntil(section), clock.GetUtcNow());
    }

    /// <summary>All questions about an own section, or null: another's looks like a missing one.</summary>
    public async Task<QuestionsPage?> FindOwnAsync(string no, Viewer agent, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(agent);
        if (await FindAsync(no, cancel) is not { } page || page.Section.AgentId != agent.OrganisationId)
        {
            return null;
        }

        var waiting = await data.Set<Question>()
            .AsNoTracking()
            .Where(q => q.SectionId == page.Section.Id && q.AnsweredAt == null)
            .OrderBy(q => q.AskedAt)
            .ThenBy(q => q.Id)
            .ToListAsync(cancel);
        return page with { Waiting = waiting };
    }
}

/// <summary>Questions and answers about a section.</summary>
/// <param name="Section">The section.</param>
/// <param name="Answered">What everybody reads.</param>
/// <param name="Until">Until when questions are taken.</param>
/// <param name="Now">The time of the page.</param>
public sealed record QuestionsPage(
    Section Section,
    IReadOnlyList<Question> Answered,
    ClockBound Until,
    DateTimeOffset Now
)
{
    /// <summary>What waits for its answer; the publisher's desk only.</summary>
    public IReadOnlyList<Question> Waiting { get; init; } = [];

    /// <summary>The question whose answer was refused, with what was typed.</summary>
    public (Guid Id, string Answer)? Typed { get; init; }

    public bool IsOpen => Until.Allows(Now);
}

/// <summary>The form to ask.</summary>
public sealed record AskPage(QuestionsPage Questions, AskForm Form);
