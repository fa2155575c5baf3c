using System.Globalization;
using Microsoft.Extensions.Localization;
using Tender.Rules;
using Tender.Site.Shared.Text;

namespace Tender.Site.Shared.Faults;

/// <summary>Marks the resource file with the texts of all findings, keyed by their id.</summary>
public sealed class FaultText;

/// <summary>The one place that knows what a finding's id means to people: status, article, texts in both languages.</summary>
public sealed class FaultCatalogue(IStringLocalizer<FaultText> texts, IStringLocalizer<SharedText> shared)
{
    private static readonly Dictionary<string, int> Statuses = new()
    {
        ["ET-2017"] = StatusCodes.Status503ServiceUnavailable,
        ["ET-2019"] = StatusCodes.Status403Forbidden,
        ["ET-2020"] = StatusCodes.Status403Forbidden,
        ["ET-4001"] = StatusCodes.Status409Conflict,
        ["ET-4003"] = StatusCodes.Status409Conflict,
        ["ET-4004"] = StatusCodes.Status404NotFound,
        ["ET-1104"] = StatusCodes.Status413PayloadTooLarge,
        ["ET-9001"] = StatusCodes.Status500InternalServerError,
        ["ET-9002"] = StatusCodes.Status503ServiceUnavailable,
        ["ET-9004"] = StatusCodes.Status429TooManyRequests,
    };

    /// <summary>HTTP status: the catalogue's, else 401 for identity and 422 for rules and forms.</summary>
    public static int Status(Finding finding) =>
        Statuses.TryGetValue(finding.RuleId, out var status) ? status
        : finding.RuleId.StartsWith("ET-2", StringComparison.Ordinal) ? StatusCodes.Status401Unauthorized
        : StatusCodes.Status422UnprocessableEntity;

    /// <summary>Text in the language of the page.</summary>
    public string Text(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return texts[finding.RuleId, [.. finding.Arguments.Select(Shown)]];
    }

    /// <summary>Articles of the law that the rule stands on; empty when it is a rule of the house.</summary>
    public static string Article(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var cited = RulePack.Default.Find(finding.RuleId)?.Citation ?? [];
        return string.Join(Lang.Pick("\u3001", ", "), cited.Select(c => $"{Lang.Pick(c.Law, c.LawEn)} {c.Article}"));
    }

    /// <summary>Text in a given language.</summary>
    public string TextIn(CultureInfo language, Finding finding)
    {
        var (texts, formats) = (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture);
        try
        {
            (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture) = (language, language);
            return Text(finding);
        }
        finally
        {
            (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture) = (texts, formats);
        }
    }

    private object Shown(object value) =>
        value switch
        {
            FieldName field => texts["Field." + field.Name].Value,
            DateTimeOffset instant => BeijingTime.Full(instant, shared),
            _ => value,
        };
}
