using Tender.Rules;

namespace Tender.Site.Notices;

/// <summary>The clocks of a published section; its short days, if it has any, begin with its publication.</summary>
/// <param name="pack">The law.</param>
/// <param name="dayLength">How long a day is; 24 hours outside of sandboxes.</param>
/// <param name="windowSeconds">Grid on which deadlines lie (Ledger 1).</param>
public sealed class SectionClocks(RulePack pack, TimeSpan dayLength, int windowSeconds)
{
    /// <summary>Until when objections to documents come in time; questions end with them.</summary>
    public ClockBound ObjectionsUntil(Section section) => Of(section).Of("objectDocs", section.Deadline!.Value);

    /// <summary>Until when an objection must be answered .</summary>
    public ClockBound ReplyDue(Section section, DateTimeOffset received) => Of(section).Of("objectionReply", received);

    /// <summary>The first lawful deadline after an amendment .</summary>
    public ClockBound AfterAmendment(Section section, DateTimeOffset at, bool affectsBids) =>
        AmendToDeadline.Bound(Of(section), at, section.Deadline!.Value, affectsBids, prequalification: false);

    /// <summary>The first lawful deadline after a pause that ends at an instant.</summary>
    public ClockBound AfterPause(Section section, DateTimeOffset at, bool affectsBids)
    {
        ArgumentNullException.ThrowIfNull(section);
        return PauseToDeadline.Bound(Of(section), section.PausedAt!.Value, at, section.Deadline!.Value, affectsBids);
    }

    /// <summary>A computed instant or the later one that a person chose, on the grid.</summary>
    public DateTimeOffset Later(ClockBound bound, DateTimeOffset? chosen)
    {
        ArgumentNullException.ThrowIfNull(bound);
        var later = chosen > bound.Earliest ? chosen.Value : bound.Earliest!.Value;
        var over = later.ToUnixTimeMilliseconds() % (windowSeconds * 1000L);
        return over == 0 ? later : later.AddMilliseconds(windowSeconds * 1000L - over);
    }

    private StatutoryClocks Of(Section section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return pack.ClocksFor(dayLength, section.PublishedAt!.Value);
    }
}
