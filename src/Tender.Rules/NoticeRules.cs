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

    /// <summary>The earliest T of a notice whose documents go out at an instant .</summary>
    public DateTimeOffset EarliestDeadline(DateTimeOffset issued)
    {
        var earliest = Period(issued).Earliest!.Value;
        var over = earliest.ToUnixTimeMilliseconds() % (windowSeconds * 1000L);
        return over == 0 ? earliest : earliest.AddMilliseconds(windowSeconds * 1000L - over);
    }

    /// <summary>Findings, in the order of the form. None: it may be published.</summary>
    /// <param name="notice">The notice as it stands.</param>
    /// <param name="now">When it would be published; its documents are issued in the same moment.</param>
    public IReadOnlyList<Finding> Check(NoticeFacts notice, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(notice);
        return [.. Missing(notice), .. CheckDocuments(notice), .. CheckDeadline(notice, now)];
    }

    private ClockBound Period(DateTimeOffset issued)
    {
        DayScale days =
            dayLength == TimeSpan.FromDays(1)
                ? new CalendarDays(RestCalendar.China)
                : new SandboxDays(dayLength, issued);
        return new StatutoryClocks(pack, days).Of("docsToDeadline", issued);
    }

    private static IEnumerable<Finding> Missing(NoticeFacts notice)
    {
        (string Field, bool There)[] fields =
        [
            (nameof(notice.Title), notice.Title.Length > 0),
            (nameof(notice.Tenderee), notice.Tenderee.Length > 0),
            (nameof(notice.Place), notice.Place.Length > 0),
            (nameof(notice.Scope), notice.Scope.Length > 0),
            (nameof(notice.Qualification), notice.Qualification.Length > 0),
            (nameof(notice.PeriodDays), notice.PeriodDays is > 0),
            (nameof(notice.Contact), notice.Contact.Length > 0),
            (nameof(notice.Deadline), notice.Deadline is not null),
        ];
        return fields
            .Where(f => !f.There)
            .Select(f => new Finding("R-024", new FieldName(f.Field)) { Field = f.Field });
    }

    private static IEnumerable<Finding> CheckDocuments(NoticeFacts notice) =>
        notice.Documents > 0 ? [] : [new Finding("R-042")];

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

        var period = Period(now);
        if (!period.Allows(deadline))
        {
            yield return new Finding(period.Rule, period.Basis.Days, EarliestDeadline(now))
            {
                Field = nameof(notice.Deadline),
            };
        }
    }
}

/// <summary>A value of a finding that is the name of a field; the program translates it.</summary>
/// <param name="Name">The property.</param>
public sealed record FieldName(string Name);
