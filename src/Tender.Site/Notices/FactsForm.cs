using System.Globalization;
using Tender.Rules;
using Tender.Sealing;
using Tender.Site.Plans;
using Tender.Site.Shared.Faults;
using Tender.Site.Shared.Text;

namespace Tender.Site.Notices;

/// <summary>The facts of a notice as they are typed. Drafts may lack anything but a title; what is typed must be readable.</summary>
public sealed class FactsForm
{
    /// <summary>Made with the empty form, so that a double click makes one draft.</summary>
    public Guid Id { get; set; }

    /// <summary>Row version that the person saw.</summary>
    public uint Version { get; set; }

    public string? Title { get; set; }

    public string? TendereeName { get; set; }

    public string? TendereeCode { get; set; }

    public string? Trade { get; set; }

    public string? Place { get; set; }

    public string? Scope { get; set; }

    public string? Qualification { get; set; }

    public string? PeriodDays { get; set; }

    public string? CeilingYuan { get; set; }

    public string? Contact { get; set; }

    public string? DeadlineDate { get; set; }

    public string? DeadlineTime { get; set; }

    public static FactsForm Of(Section section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var local = section.Deadline is { } t ? BeijingTime.In(t) : (DateTimeOffset?)null;
        return new FactsForm
        {
            Id = section.Id,
            Version = section.Version,
            Title = section.Title,
            TendereeName = section.TendereeName,
            TendereeCode = section.TendereeCode,
            Trade = Trades.Word(section.Trade),
            Place = section.Place,
            Scope = section.Scope,
            Qualification = section.Qualification,
            PeriodDays = section.PeriodDays?.ToString(CultureInfo.InvariantCulture),
            CeilingYuan = Money.Typed(section.CeilingFen),
            Contact = section.Contact,
            DeadlineDate = local?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DeadlineTime = local?.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>Copies what was typed into a draft.</summary>
    /// <exception cref="Refused">All findings of the form at once.</exception>
    public void WriteTo(Section section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var findings = new List<Finding>();
        section.Title = Text(Title, nameof(Title), 200, findings);
        if (section.Title.Length == 0)
        {
            findings.Add(About("ET-1001", nameof(Title)));
        }

        section.TendereeName = Text(TendereeName, nameof(TendereeName), 200, findings);
        section.TendereeCode = Code(findings);
        section.Trade = Choice(findings);
        section.Place = Text(Place, nameof(Place), 200, findings);
        section.Scope = Text(Scope, nameof(Scope), 5000, findings);
        section.Qualification = Text(Qualification, nameof(Qualification), 5000, findings);
        section.Contact = Text(Contact, nameof(Contact), 200, findings);
        section.PeriodDays = Days(findings);
        section.CeilingFen = Ceiling(findings);
        section.Deadline = Instant(findings);
        if (findings.Count > 0)
        {
            throw new Refused([.. findings]);
        }
    }

    private static Finding About(string code, string field, params object[] more) =>
        new(code, [new FieldName(field), .. more]) { Field = field };

    private static string Text(string? typed, string field, int most, List<Finding> findings)
    {
        var text = (typed ?? "").Trim().Normalize().ReplaceLineEndings("\n");
        if (text.Length > most)
        {
            findings.Add(About("ET-1002", field, most));
        }

        return text;
    }

    private string Code(List<Finding> findings)
    {
        var code = (TendereeCode ?? "").Trim().ToUpperInvariant();
        if (code.Length > 0 && !OrganisationCode.IsValid(code))
        {
            findings.Add(new Finding("ET-1005") { Field = nameof(TendereeCode) });
        }

        return code;
    }

    private Trade Choice(List<Finding> findings)
    {
        if (Trade is not null && Trades.Words.Contains(Trade))
        {
            return Trades.Of(Trade);
        }

        findings.Add(About("ET-1007", nameof(Trade)));
        return default;
    }

    private int? Days(List<Finding> findings)
    {
        if (string.IsNullOrWhiteSpace(PeriodDays))
        {
            return null;
        }

        if (
            int.TryParse(PeriodDays, NumberStyles.None, CultureInfo.InvariantCulture, out var days)
            && days is > 0 and <= 10_000
        )
        {
            return days;
        }

        findings.Add(About("ET-1003", nameof(PeriodDays), 1, 10_000));
        return null;
    }

    private long? Ceiling(List<Finding> findings)
    {
        if (string.IsNullOrWhiteSpace(CeilingYuan))
        {
            return null;
        }

        if (Money.TryParse(CeilingYuan, out var fen) && fen > 0)
        {
            return fen;
        }

        findings.Add(new Finding("ET-1004") { Field = nameof(CeilingYuan) });
        return null;
    }

    private DateTimeOffset? Instant(List<Finding> findings)
    {
        if (string.IsNullOrWhiteSpace(DeadlineDate) && string.IsNullOrWhiteSpace(DeadlineTime))
        {
            return null;
        }

        string[] times = ["HH:mm", "HH:mm:ss"];
        if (
            DateOnly.TryParseExact(
                DeadlineDate,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var date
            )
            && TimeOnly.TryParseExact(
                DeadlineTime,
                times,
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var time
            )
        )
        {
            return new DateTimeOffset(date.ToDateTime(time), BeijingTime.Offset).ToUniversalTime();
        }

        findings.Add(new Finding("ET-1006") { Field = nameof(DeadlineDate) });
        return null;
    }
}
