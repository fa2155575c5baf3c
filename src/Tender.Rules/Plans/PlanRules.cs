namespace Tender.Rules;

/// <summary>What must hold for a tender plan, what a change of it does to its clock, and when the notice may follow.</summary>
/// <param name="pack">The law.</param>
/// <param name="dayLength">How long a day is; 24 hours outside of sandboxes.</param>
public sealed class PlanRules(RulePack pack, TimeSpan dayLength)
{
    /// <summary>Rule of the fields of a plan.</summary>
    public const string Fields = "R-011";

    /// <summary>Rule of the restart of the clock.</summary>
    public const string Restart = "R-012";

    /// <summary>Whether a written reason may keep the clock running in spite of R-012: as long as nobody has confirmed its source.</summary>
    public bool ReasonKeepsClock => pack.Find(Restart)!.Enforcement == Enforcement.Warn;

    /// <summary>Findings in the order of the pack's fields. None: it may be published.</summary>
    public IReadOnlyList<Finding> Check(PlanFacts plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return
        [
            .. pack.Find(Fields)!
                .Parameters["fields"]
                .EnumerateArray()
                .Select(f => f.GetString()!)
                .Where(f => !IsThere(plan, f))
                .Select(f => new Finding(Fields, new FieldName("Plan." + f)) { Field = FieldOf(f) }),
        ];
    }

    /// <summary>Whether a change restarts the clock unless a written reason keeps it: other content, or an estimate that grew too far.</summary>
    public bool Restarts(PlanFacts before, PlanFacts after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var growth = pack.Find(Restart)!.Parameters["growth"].GetDecimal();
        return before.ContentAndScale != after.ContentAndScale
            || (after.EstimateFen ?? 0) > (before.EstimateFen ?? 0) * (1 + growth);
    }

    /// <summary>From when on the notice is lawful .</summary>
    /// <param name="clockFrom">When the plan, or the change that restarted its clock, was published.</param>
    /// <param name="waiver">The published exemption.</param>
    public ClockBound NoticeFrom(DateTimeOffset clockFrom, PlanWaiver? waiver = null) =>
        PlanToNotice.Bound(pack.ClocksFor(dayLength, clockFrom), clockFrom, waiver);

    private static bool IsThere(PlanFacts plan, string field) =>
        field switch
        {
            "estimateFen" => plan.EstimateFen is > 0,
            "plannedNoticeMonth" => plan.PlannedNoticeMonth is not null,
            _ => Text(plan, field).Length > 0,
        };

    private static string Text(PlanFacts plan, string field) =>
        field switch
        {
            "projectName" => plan.ProjectName,
            "investmentProjectCode" => plan.InvestmentProjectCode,
            "approvalDocument" => plan.ApprovalDocument,
            "tenderee" => plan.Tenderee,
            "location" => plan.Location,
            "contentAndScale" => plan.ContentAndScale,
            "fundSourceText" => plan.FundSource,
            "method" => plan.Method,
            "tradingPlace" => plan.TradingPlace,
            "supervisor" => plan.Supervisor,
            "contact" => plan.Contact,
            "disclaimer" => plan.Disclaimer,
            _ => throw new RuleDataException($"No field of a plan: {field}."),
        };

    /// <summary>The form's name of a field of the pack.</summary>
    private static string FieldOf(string field) =>
        field switch
        {
            "fundSourceText" => nameof(PlanFacts.FundSource),
            "tenderee" => "TendereeName",
            _ => char.ToUpperInvariant(field[0]) + field[1..],
        };
}
