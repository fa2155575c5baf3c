using Tender.Rules;
using Tender.Site.Data;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;

namespace Tender.Site.Plans;

/// <summary>
/// Publishes the version that is being written (rows 2 and 3 of the state table): a fresh signature over its hash, then version, plan and
/// audit row in one transaction. The clock starts with the first version; a later one restarts it as R-012 says.
/// </summary>
public sealed class PublishPlan(
    SiteContext data,
    PlanCheck check,
    SignatureCheck signatures,
    PlanRecord record,
    TimeProvider clock
)
{
    /// <summary>Word of the purpose in the signed text.</summary>
    public const string Purpose = "publish-plan";

    /// <summary>What would be signed now, if the rules allow it.</summary>
    /// <exception cref="Refused">Findings of the rules; ET-4003, ET-4004.</exception>
    public async Task<ChallengePurpose> PrepareAsync(string no, Viewer agent, CancellationToken cancel)
    {
        var (_, _, content) = await CheckAsync(no, agent, cancel);
        return PurposeOf(content, agent);
    }

    /// <summary>Publishes.</summary>
    /// <exception cref="Refused">As <see cref="PrepareAsync"/>; ET-2001 to -2016; ET-4001 when somebody was faster.</exception>
    public async Task ExecuteAsync(string no, string? signature, Viewer agent, CancellationToken cancel)
    {
        var (plan, version, content) = await CheckAsync(no, agent, cancel);
        var signer = await signatures.CheckAsync(signature, PurposeOf(content, agent), cancel);
        version.Sign(content, signer.Message, signer.At);
        plan.Publish(version, signer.At);
        await record.SaveAsync(
            new SignedPlanAct("plans.publish", plan, content, signer),
            agent,
            () => check.DemandMandateAsync(version, agent, signer.At, cancel),
            cancel
        );
    }

    private static ChallengePurpose PurposeOf(PlanContent content, Viewer agent) =>
        new(Purpose, agent.OrgCode, content.Hash);

    private async Task<(Plan Plan, PlanVersion Version, PlanContent Content)> CheckAsync(
        string no,
        Viewer agent,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(agent);
        var plan = await data.OwnPlanAsync(no, agent, cancel);
        var version = plan is { State: not PlanState.PlanCancelled, Open: { } open }
            ? open
            : throw new Refused("ET-4003");
        var findings = await check.FindAsync(version, agent, clock.GetUtcNow(), cancel);
        return findings.Any(f => f.Severity == Severity.Block)
            ? throw new Refused(findings)
            : (plan, version, check.Content(plan, version));
    }
}
