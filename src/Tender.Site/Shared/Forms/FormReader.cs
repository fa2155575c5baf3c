using System.Globalization;
using Tender.Rules;
using Tender.Sealing;
using Tender.Site.Shared.Faults;
using Tender.Site.Shared.Text;

namespace Tender.Site.Shared.Forms;

/// <summary>Reads what was typed into a form; what cannot be read is collected, so that a person sees all of it at once.</summary>
public sealed class FormReader
{
    private readonly List<Finding> findings = [];

    /// <summary>Trimmed text in NFC with plain line breaks.</summary>
    /// <param name="typed">As it came.</param>
    /// <param name="field">The form's property.</param>
    /// <param name="most">Characters allowed.</param>
    /// <param name="needed">Whether empty is an error.</param>
    public string Text(string? typed, string field, int most, bool needed = false)
    {
        var text = (typed ?? "").Trim().Normalize().ReplaceLineEndings("\n");
        if (text.Length > most)
        {
            Add("ET-1002", field, most);
        }
        else if (text.Length == 0 && needed)
        {
            Add("ET-1001", field);
        }
        else if (text.Any(c => char.IsControl(c) && c is not ('\n' or '\t')))
        {
            Add("ET-1032", field);
        }

        return text;
    }

    /// <summary>An organisation code, or empty.</summary>
    public string OrgCode(string? typed, string field)
    {
        var code = (typed ?? "").Trim().ToUpperInvariant();
        if (code.Length > 0 && !OrganisationCode.IsValid(code))
        {
            findings.Add(new Finding("ET-1005") { Field = field });
        }

        return code;
    }

    /// <summary>One word of a list.</summary>
    public string Word(string? typed, string field, IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        if (typed is not null && words.Contains(typed))
        {
            return typed;
        }

        Add("ET-1007", field);
        return words[0];
    }

    /// <summary>Yes or no, by its word.</summary>
    public bool YesNo(string? typed, string field) => Word(typed, field, FormWords.YesNo) == FormWords.Yes;

    /// <summary>A whole number between two bounds, or null when nothing was typed.</summary>
    public int? Whole(string? typed, string field, int least, int most)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        if (
            int.TryParse(typed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
        )
        {
            return number;
        }

        Add("ET-1003", field, least, most);
        return null;
    }

    /// <summary>An amount in yuan, as fen, or null when nothing was typed.</summary>
    public long? Yuan(string? typed, string field)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        if (Money.TryParse(typed, out var fen) && fen > 0)
        {
            return fen;
        }

        findings.Add(new Finding("ET-1004") { Field = field });
        return null;
    }

    /// <summary>First day of a month typed as 2026-12, or null. A month before the given one is refused.</summary>
    public DateOnly? Month(string? typed, string field, DateOnly earliest)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        if (
            !DateOnly.TryParseExact(
                typed.Trim() + "-01",
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var month
            )
        )
        {
            Add("ET-1034", field);
            return null;
        }

        if (month < new DateOnly(earliest.Year, earliest.Month, 1))
        {
            Add("ET-1033", field);
        }

        return month;
    }

    /// <summary>An instant typed as a date and a time in Beijing, or null when nothing was typed.</summary>
    public DateTimeOffset? Instant(string? typedDate, string? typedTime, string field)
    {
        if (string.IsNullOrWhiteSpace(typedDate) && string.IsNullOrWhiteSpace(typedTime))
        {
            return null;
        }

        string[] times = ["HH:mm", "HH:mm:ss"];
        var culture = CultureInfo.InvariantCulture;
        if (
            DateOnly.TryParseExact(typedDate, "yyyy-MM-dd", culture, DateTimeStyles.None, out var date)
            && TimeOnly.TryParseExact(typedTime, times, culture, DateTimeStyles.None, out var time)
            && date.Year is > 2000 and < 2200
        )
        {
            return new DateTimeOffset(date.ToDateTime(time), BeijingTime.Offset).ToUniversalTime();
        }

        Add("ET-1006", field);
        return null;
    }

    /// <summary>The date of an instant as its field shows it.</summary>
    public static string? TypedDate(DateTimeOffset? at) =>
        at is { } t ? BeijingTime.In(t).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    /// <summary>The time of an instant as its field shows it.</summary>
    public static string? TypedTime(DateTimeOffset? at) =>
        at is { } t ? BeijingTime.In(t).ToString("HH:mm:ss", CultureInfo.InvariantCulture) : null;

    /// <summary>Adds a finding about a field.</summary>
    public void Add(string code, string field, params object[] more) =>
        findings.Add(new Finding(code, [new FieldName(field), .. more]) { Field = field });

    /// <summary>Ends reading.</summary>
    /// <exception cref="Refused">All findings at once.</exception>
    public void Demand()
    {
        if (findings.Count > 0)
        {
            throw new Refused([.. findings]);
        }
    }
}

/// <summary>Words of choices that more than one form has.</summary>
public static class FormWords
{
    public const string Yes = "yes";
    public const string No = "no";

    public static IReadOnlyList<string> YesNo { get; } = [Yes, No];

    public static string Of(bool value) => value ? Yes : No;
}
