using Tender.Rules;
using Tender.Site.Plans;

namespace Tender.Site.Notices;

/// <summary>A section as the rules look at it.</summary>
public static class SectionItems
{
    /// <summary>Organisation codes of those who are invited, one a line.</summary>
    public static IReadOnlyList<string> InviteeCodes(this Section section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return
        [
            .. section
                .Invitees.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Distinct(StringComparer.Ordinal),
        ];
    }

    /// <summary>Sections of the documents by the pack's names, in the order of the form.</summary>
    public static IReadOnlyList<(string Name, string Text)> Terms(this Section section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return
        [
            ("substantiveRequirements", section.SubstantiveRequirements),
            ("evaluationCriteria", section.EvaluationCriteria),
            ("contractTerms", section.ContractTerms),
            ("openingMethod", section.OpeningMethod),
            ("remedyPlan", section.RemedyPlan),
            ("openingRecordItems", section.OpeningRecordItems),
            ("custodians", section.CustodianClause),
        ];
    }

    /// <summary>What the rules ask about, with the plan as it stands now.</summary>
    public static NoticeFacts Facts(this Section section, Plan? plan)
    {
        ArgumentNullException.ThrowIfNull(section);
        return new NoticeFacts
        {
            Title = section.Title,
            Tenderee = section.TendereeName,
            TendereeAddress = section.TendereeAddress,
            Place = section.Place,
            Nature = section.Nature,
            Scale = section.Scale,
            Scope = section.Scope,
            FundSource = section.FundSource,
            Qualification = section.Qualification,
            Consortium = section.Consortium,
            PeriodDays = section.PeriodDays,
            Contact = section.Contact,
            Deadline = section.Deadline,
            IssueEnd = section.IssueEnd,
            ValidityDays = section.ValidityDays,
            BondFen = section.BondFen,
            CeilingFen = section.CeilingFen,
            Mandatory = section.Mandatory,
            StateFunded = section.StateFunded,
            Plan = plan is { ClockFrom: { } from }
                ? new PlanStanding(from, plan.Waiver, plan.State == PlanState.PlanCancelled)
                : null,
            Procedure = new TenderProcedure
            {
                IsInvited = section.Method == PlanWords.Invited,
                InvitedApproval = section.InvitedApproval,
                Invitees = section.InviteeCodes().Count,
                IsPrequalified = section.Method == PlanWords.Prequalified,
                ApplyUntil = section.ApplyUntil,
            },
            Clauses = section.Terms().Where(t => t.Text.Length > 0).Select(t => t.Name).ToHashSet(),
            Documents = section.Documents.Count,
        };
    }
}
