using System.Globalization;
using Tender.Rules;
using Tender.Sealing;
using Tender.Site.Shared.Faults;
using Tender.Site.Shared.Text;

namespace Tender.Site.Mandates;

/// <summary>A mandate as it is typed. Days are days in Beijing; the last one counts whole.</summary>
public sealed class MandateForm
{
    private const int LongestProject = 200;

    /// <summary>Made with the empty form, so that one form grants one mandate.</summary>
    public Guid Id { get; set; }

    public string? AgentCode { get; set; }

    /// <summary>Empty: all projects.</summary>
    public string? Project { get; set; }

    public string? FromDate { get; set; }

    public string? UntilDate { get; set; }

    /// <summary>A name as it is stored and compared.</summary>
    public static string? Named(string? project)
    {
        var text = string.Join(
            ' ',
            (project ?? "").Normalize().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
        return text.Length == 0 ? null : text;
    }

    /// <summary>The terms, if all of it can be read.</summary>
    /// <exception cref="Refused">All findings of the form at once.</exception>
    public MandateTerms Read()
    {
        var findings = new List<Finding>();
        var code = (AgentCode ?? "").Trim().ToUpperInvariant();
        if (!OrganisationCode.IsValid(code))
        {
            findings.Add(new Finding("ET-1005") { Field = nameof(AgentCode) });
        }

        var project = Named(Project);
        if (project?.Length > LongestProject)
        {
            findings.Add(new Finding("ET-1002", new FieldName("Project"), LongestProject) { Field = nameof(Project) });
        }

        var from = Day(FromDate, nameof(FromDate), findings);
        var until = Day(UntilDate, nameof(UntilDate), findings);
        if (findings.Count == 0 && until < from)
        {
            findings.Add(new Finding("ET-1012") { Field = nameof(UntilDate) });
        }

        return findings.Count > 0
            ? throw new Refused([.. findings])
            : new MandateTerms(Id, code, project, from, until.AddDays(1));
    }

    private static DateTimeOffset Day(string? typed, string field, List<Finding> findings)
    {
        if (
            DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is > 2000 and < 2200
        )
        {
            return new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), BeijingTime.Offset).ToUniversalTime();
        }

        findings.Add(new Finding("ET-1011", new FieldName(field)) { Field = field });
        return default;
    }
}
