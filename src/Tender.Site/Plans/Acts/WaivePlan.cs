using Tender.Site.Registration;
using Tender.Site.Shared.Faults;

namespace Tender.Site.Plans;

/// <summary>Publishes an exemption from waiting between plan and notice, with its reason: written first, then signed, never silent.</summary>
public sealed class WaivePlan(PlanReasons reasons, SignatureCheck signatures, PlanRecord record)
{
    /// <summary>Word of the purpose in the signed text.</summary>
    public const string Purpose = "waive-plan";

    /// <summary>Keeps the reason until it is signed.</summary>
    /// <exception cref="Refused">Findings of the form; ET-4003, ET-4004.</exception>
    public Task WriteAsync(string no, string? reason, Viewer agent, CancellationToken cancel) =>
        reasons.WriteAsync(no, PlanDecision.Waiver, reason, agent, cancel);

    /// <summary>What would be signed now.</summary>
    /// <exception cref="Refused">ET-4003, ET-4004.</exception>
    public async Task<ChallengePurpose> PrepareAsync(string no, Viewer agent, CancellationToken cancel) =>
        PurposeOf((await FindAsync(no, agent, cancel)).Content, agent);

    /// <summary>Publishes the exemption.</summary>
    /// <exception cref="Refused">ET-4001, ET-4003, ET-4004; ET-2001 to -2016.</exception>
    public async Task ExecuteAsync(string no, string? signature, Viewer agent, CancellationToken cancel)
    {
        var (plan, decision, content) = await FindAsync(no, agent, cancel);
        var signer = await signatures.CheckAsync(signature, PurposeOf(content, agent), cancel);
        decision.Sign(content, signer.Message, signer.At);
        plan.Waive(decision.Reason, signer.At);
        await record.SaveAsync(new SignedPlanAct("plans.waive", plan, content, signer), agent, null, cancel);
    }

    private Task<(Plan Plan, PlanDecision Decision, PlanContent Content)> FindAsync(
        string no,
        Viewer agent,
        CancellationToken cancel
    ) => reasons.FindAsync(no, PlanDecision.Waiver, agent, cancel);

    private static ChallengePurpose PurposeOf(PlanContent content, Viewer agent)
    {
        ArgumentNullException.ThrowIfNull(agent);
        return new(Purpose, agent.OrgCode, content.Hash);
    }
}
