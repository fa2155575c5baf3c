using Tender.Site.Shared.Forms;

namespace Tender.Site.Notices;

/// <summary>The sections that tender documents must have, as they are typed.</summary>
public sealed class TermsForm
{
    /// <summary>Row version that the person saw.</summary>
    public uint Version { get; set; }

    public string? SubstantiveRequirements { get; set; }

    public string? EvaluationCriteria { get; set; }

    public string? ContractTerms { get; set; }

    public string? OpeningMethod { get; set; }

    public string? RemedyPlan { get; set; }

    public string? OpeningRecordItems { get; set; }

    public string? CustodianClause { get; set; }

    public static TermsForm Of(Section section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return new TermsForm
        {
            Version = section.Version,
            SubstantiveRequirements = section.SubstantiveRequirements,
            EvaluationCriteria = section.EvaluationCriteria,
            ContractTerms = section.ContractTerms,
            OpeningMethod = section.OpeningMethod,
            RemedyPlan = section.RemedyPlan,
            OpeningRecordItems = section.OpeningRecordItems,
            CustodianClause = section.CustodianClause,
        };
    }

    /// <summary>Copies what was typed into a draft.</summary>
    /// <exception cref="Shared.Faults.Refused">All findings of the form at once.</exception>
    public void WriteTo(Section section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var read = new FormReader();
        section.SubstantiveRequirements = Text(read, SubstantiveRequirements, nameof(SubstantiveRequirements));
        section.EvaluationCriteria = Text(read, EvaluationCriteria, nameof(EvaluationCriteria));
        section.ContractTerms = Text(read, ContractTerms, nameof(ContractTerms));
        section.OpeningMethod = Text(read, OpeningMethod, nameof(OpeningMethod));
        section.RemedyPlan = Text(read, RemedyPlan, nameof(RemedyPlan));
        section.OpeningRecordItems = Text(read, OpeningRecordItems, nameof(OpeningRecordItems));
        section.CustodianClause = Text(read, CustodianClause, nameof(CustodianClause));
        read.Demand();
    }

    private static string Text(FormReader read, string? typed, string field) => read.Text(typed, field, 5000);
}
