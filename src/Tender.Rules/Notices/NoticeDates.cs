namespace Tender.Rules;

/// <summary>The clocks that a notice must keep besides its deadline, and what its procedure asks for.</summary>
internal sealed class NoticeDates(RulePack pack, TimeSpan dayLength)
{
    internal ClockBound NoticeFrom(PlanStanding plan) =>
        PlanToNotice.Bound(pack.ClocksFor(dayLength, plan.ClockFrom), plan.ClockFrom, plan.Waiver);

    /// <summary>R-010: the plan has been public for 30 full days, or an exemption with its reason is published.</summary>
    internal IEnumerable<Finding> CheckPlan(NoticeFacts notice, DateTimeOffset now)
    {
        if (!notice.DemandsPlan)
        {
            yield break;
        }

        var clock = pack.Clock(PlanToNotice.Clock);
        if (notice.Plan is not { IsCancelled: false } plan)
        {
            yield return new Finding(clock.Rule, clock.Days, new FieldName("NoPlan"));
            yield break;
        }

        var bound = NoticeFrom(plan);
        if (!bound.Allows(now))
        {
            yield return new Finding(bound.Rule, clock.Days, bound.Earliest!.Value);
        }
    }

    /// <summary>R-007 and R-008 of an invited tender, R-028 of prequalification.</summary>
    internal IEnumerable<Finding> CheckProcedure(NoticeFacts notice, DateTimeOffset now)
    {
        var procedure = notice.Procedure;
        if (procedure.IsInvited && notice.DemandsPlan && procedure.InvitedApproval.Length == 0)
        {
            yield return new Finding("R-007") { Field = nameof(procedure.InvitedApproval) };
        }

        var least = pack.Find("R-008")!.Parameters["min"].GetInt32();
        if (procedure.IsInvited && procedure.Invitees < least)
        {
            yield return new Finding("R-008", least) { Field = nameof(procedure.Invitees) };
        }

        if (procedure.IsPrequalified)
        {
            var end = IssueEnd(notice, now);
            var bound = pack.ClocksFor(dayLength, end).Of("prequalApply", end);
            if (procedure.ApplyUntil is not { } until || (notice.Mandatory && !bound.Allows(until)))
            {
                yield return new Finding(bound.Rule, bound.Basis.Days, bound.Earliest!.Value)
                {
                    Field = nameof(procedure.ApplyUntil),
                };
            }
        }
    }

    /// <summary>R-027: documents are issued for five days at least.</summary>
    internal IEnumerable<Finding> CheckIssue(NoticeFacts notice, DateTimeOffset now)
    {
        var bound = Issue(now);
        var end = notice.IssueEnd ?? notice.Deadline;
        if (end is { } until && !bound.Allows(until))
        {
            yield return new Finding(bound.Rule, bound.Basis.Days, bound.Earliest!.Value)
            {
                Field = nameof(notice.IssueEnd),
            };
        }
    }

    /// <summary>When prequalification documents stop being issued: as stated, else as early as the law allows.</summary>
    private DateTimeOffset IssueEnd(NoticeFacts notice, DateTimeOffset now) =>
        notice.IssueEnd ?? Issue(now).Earliest!.Value;

    private ClockBound Issue(DateTimeOffset now) => pack.ClocksFor(dayLength, now).Of("docsIssueMin", now);
}
