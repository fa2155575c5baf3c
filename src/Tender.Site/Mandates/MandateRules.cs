using Tender.Rules;
using Tender.Site.Registration;

namespace Tender.Site.Mandates;

/// <summary>Whether a mandate may be granted or revoked, and by whom.</summary>
public static class MandateRules
{
    /// <summary>Whether the terms may be granted now.</summary>
    /// <param name="terms">What is asked for.</param>
    /// <param name="tenderee">Who grants it.</param>
    /// <param name="agent">Who gets it, or null when no organisation with the code is registered.</param>
    /// <param name="agentRoles">What that one is.</param>
    /// <param name="now">The act's instant.</param>
    public static IReadOnlyList<Finding> CheckGrant(
        MandateTerms terms,
        Viewer tenderee,
        Organisation? agent,
        IReadOnlyCollection<OrganisationRole> agentRoles,
        DateTimeOffset now
    )
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(tenderee);
        ArgumentNullException.ThrowIfNull(agentRoles);
        var findings = new List<Finding>();
        if (terms.AgentCode == tenderee.OrgCode)
        {
            findings.Add(new Finding("ET-1014") { Field = nameof(MandateForm.AgentCode) });
        }
        else if (agent is null || !agentRoles.Contains(OrganisationRole.Agent))
        {
            findings.Add(new Finding("ET-1013") { Field = nameof(MandateForm.AgentCode) });
        }

        if (terms.EndsAt <= now)
        {
            findings.Add(new Finding("ET-1015") { Field = nameof(MandateForm.UntilDate) });
        }

        return findings;
    }

    /// <summary>
    /// Either side may end a mandate at any time (Civil Code 933); what has ended is not ended again.
    /// </summary>
    public static bool MayRevoke(Mandate mandate, Guid organisation, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(mandate);
        return (organisation == mandate.TendereeId || organisation == mandate.AgentId)
            && mandate.StateAt(now) is MandateState.NotYet or MandateState.Active;
    }
}
