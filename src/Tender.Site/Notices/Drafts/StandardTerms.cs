using System.Globalization;
using Microsoft.Extensions.Localization;
using Tender.Site.Setup;

namespace Tender.Site.Notices;

/// <summary>Standard wording of the mandatory sections, with which every draft begins. The Chinese text is the legal one, whoever reads the page.</summary>
public sealed class StandardTerms(IStringLocalizer<NoticesText> texts)
{
    public void WriteTo(Section section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var language = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = Languages.Chinese;
            section.SubstantiveRequirements = texts["Standard.SubstantiveRequirements"];
            section.EvaluationCriteria = texts["Standard.EvaluationCriteria"];
            section.ContractTerms = texts["Standard.ContractTerms"];
            section.OpeningMethod = texts["Standard.OpeningMethod"];
            section.RemedyPlan = texts["Standard.RemedyPlan"];
            section.OpeningRecordItems = texts["Standard.OpeningRecordItems"];
            section.CustodianClause = texts["Standard.CustodianClause"];
        }
        finally
        {
            CultureInfo.CurrentUICulture = language;
        }
    }
}
