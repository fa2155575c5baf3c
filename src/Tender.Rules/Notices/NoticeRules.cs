namespace Tender.Rules;

/// <summary>
/// What must hold for a notice to be published at an instant. The page that offers the button and the act behind it ask the same question.
/// </summary>
/// <param name="pack">The law.</param>
/// <param name="dayLength">How long a day is; 24 hours outside of sandboxes.</param>
/// <param name="windowSeconds">Grid of the ledger's windows; deadlines lie on it (Ledger 1).</param>
public sealed class NoticeRules(RulePack pack, TimeSpan dayLength, int windowSeconds)
{
    /// <summary>Message id of a deadline beside the grid.</summary>
    public const string OffGrid = "ET-1020";

    private readonly NoticeDates dates = new(pack, dayLength);
    private readonly NoticeItems items = new(pack);

    /// <summary>The earliest T of a notice whose documents go out at an instant .</summary>
    public DateTimeOffset EarliestDeadline(DateTimeOffset issued)
    {
        var earliest = Deadline(issued).Earliest!.Value;
        var over = earliest.ToUnixTimeMilliseconds() % (windowSeconds * 1000L);
        return over == 0 ? earliest : earliest.AddMilliseconds(windowSeconds * 1000L - over);
    }

    /// <summary>How the earliest T is counted.</summary>
    public ClockBound Deadline(DateTimeOffset issued) => pack.ClocksFor(dayLength, issued).Of("docsToDeadline", issued);

    /// <summary>From when on the notice may follow its plan, or null where no plan is linked.</summary>
    public ClockBound? NoticeFrom(NoticeFacts notice)
    {
        ArgumentNullException.ThrowIfNull(notice);
        return notice.Plan is { } plan ? dates.NoticeFrom(plan) : null;
    }

    /// <summary>Findings, in the order of the form. None: it may be published.</summary>
    /// <param name="notice">The notice as it stands.</param>
    /// <param name="now">When it would be published; its documents are issued in the same moment.</param>
    public IReadOnlyList<Finding> Check(NoticeFacts notice, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(notice);
        return
        [
            .. items.Check(notice),
            .. dates.CheckPlan(notice, now),
            .. dates.CheckProcedure(notice, now),
            .. dates.CheckIssue(notice, now),
            .. CheckDeadline(notice, now),
        ];
    }

    private IEnumerable<Finding> CheckDeadline(NoticeFacts notice, DateTimeOffset now)
    {
        if (notice.Deadline is not { } deadline)
        {
            yield break;
        }

        if (deadline.ToUnixTimeMilliseconds() % (windowSeconds * 1000L) != 0)
        {
            yield return new Finding(OffGrid, windowSeconds) { Field = nameof(notice.Deadline) };
        }

        var period = Deadline(now);
        // Scope of R-029: what must be tendered by law. A voluntary tender needs a deadline in the future, no more.
        if (notice.Mandatory ? !period.Allows(deadline) : deadline <= now)
        {
            yield return new Finding(
                period.Rule,
                notice.Mandatory ? period.Basis.Days : 0,
                notice.Mandatory ? EarliestDeadline(now) : now
            )
            {
                Field = nameof(notice.Deadline),
            };
        }
    }
}

/// <summary>A value of a finding that is the name of a field; the program translates it.</summary>
/// <param name="Name">The property.</param>
public sealed record FieldName(string Name);
