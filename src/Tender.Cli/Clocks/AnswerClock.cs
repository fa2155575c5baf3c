using System.Globalization;
using Tender.Rules;

namespace Tender.Cli.Clocks;

/// <summary>Answers one question about a statutory clock.</summary>
internal sealed class AnswerClock(StatutoryClocks clocks)
{
    public ClockAnswer Answer(ClockQuestion question)
    {
        var bound = Bound(question);
        var proposed = question.OptionalTime("proposedAt");
        question.DemandAllRead();
        var rule = clocks.Pack.Find(bound.Rule)!;
        return new ClockAnswer
        {
            Id = question.Id,
            Earliest = Print(bound.Earliest),
            Latest = Print(bound.LastSecond),
            Allowed = proposed is { } at ? bound.Allows(at) : null,
            Rule = rule.Id,
            Cites = [.. rule.Citation.Select(c => c.ToString())],
            Suspended = bound.Suspended ? true : null,
            Provisional = bound.Provisional ? true : null,
        };
    }

    private ClockBound Bound(ClockQuestion q) =>
        q.Clock switch
        {
            "planToNotice" => PlanToNotice.Bound(clocks, q.Time("planPublishedAt"), Waiver(q)),
            "docsIssueMin" or "docsToDeadline" => clocks.Of(q.Clock, q.Time("docsIssuedAt")),
            "amendToDeadline" => Amendment(q),
            "objectionToDocs" => clocks.Of(q.IsPrequalification() ? "objectPrequal" : "objectDocs", q.Time("deadline")),
            "objectionReply" => clocks.Of(q.Clock, q.Time("objectionReceivedAt")),
            "candidatesOut" => clocks.Of(q.Clock, q.Time("reportReceivedAt")),
            "publicity" => clocks.Of(q.Clock, q.Time("publishedAt")),
            "contract" => clocks.Of(q.Clock, q.Time("awardNoticeAt")),
            "bondRefundWithdraw" => clocks.Of(q.Clock, q.Time("withdrawalReceivedAt")),
            "bondRefundContract" => clocks.Of(q.Clock, q.Time("contractSignedAt")),
            "reportToSupervisor" => clocks.Of(q.Clock, q.Time("awardDecidedAt")),
            "complaint" => Complaint(q),
            "supervisorAccept" => clocks.Of("complaintAccept", q.Time("complaintReceivedAt")),
            "supervisorDecide" => clocks.Of("complaintDecide", q.Time("acceptedAt"), q.Days("excludedDays")),
            _ => throw new LineFault("clock", $"没有名为 {q.Clock} 的时限。", $"There is no clock named {q.Clock}."),
        };

    private static PlanWaiver? Waiver(ClockQuestion q)
    {
        var reason = q.Text("waiverReason");
        return q.OptionalTime("waiverPublishedAt") is { } at ? new PlanWaiver(at, reason ?? "") : null;
    }

    private ClockBound Amendment(ClockQuestion q)
    {
        var (amended, deadline) = (q.Time("amendedAt"), q.Time("oldDeadline"));
        var (affects, prequalification) = (q.Flag("affectsBids"), q.IsPrequalification());
        return amended < deadline
            ? AmendToDeadline.Bound(clocks, amended, deadline, affects, prequalification)
            : throw new LineFault(
                "amended-late",
                "截止时间已到，不能再澄清或修改。",
                "At the deadline and after it nothing can be amended."
            );
    }

    private ClockBound Complaint(ClockQuestion q)
    {
        var (knew, objected, replied) = (q.Time("knewAt"), q.OptionalTime("objectionAt"), q.OptionalTime("replyAt"));
        return replied is null || objected <= replied
            ? ComplaintPeriod.Bound(clocks, knew, objected, replied)
            : throw LineFault.Wrong("replyAt");
    }

    private static string? Print(DateTimeOffset? instant) =>
        instant?.ToOffset(CalendarDays.Zone).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);
}
