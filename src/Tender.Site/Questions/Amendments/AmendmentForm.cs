using Tender.Site.Shared.Forms;

namespace Tender.Site.Questions;

/// <summary>An amendment as it is typed.</summary>
public sealed class AmendmentForm
{
    public string? Subject { get; set; }

    public string? Was { get; set; }

    public string? Becomes { get; set; }

    public string? Reason { get; set; }

    public string? AffectsBids { get; set; }

    public string? LaterDate { get; set; }

    public string? LaterTime { get; set; }

    public static AmendmentForm Of(Amendment amendment)
    {
        ArgumentNullException.ThrowIfNull(amendment);
        return new AmendmentForm
        {
            Subject = amendment.Subject,
            Was = amendment.Was,
            Becomes = amendment.Becomes,
            Reason = amendment.Reason,
            AffectsBids = FormWords.Of(amendment.AffectsBids),
            LaterDate = FormReader.TypedDate(amendment.LaterDeadline),
            LaterTime = FormReader.TypedTime(amendment.LaterDeadline),
        };
    }

    /// <summary>Reads what was typed.</summary>
    /// <exception cref="Shared.Faults.Refused">All findings of the form at once.</exception>
    public void WriteTo(Amendment amendment)
    {
        ArgumentNullException.ThrowIfNull(amendment);
        var read = new FormReader();
        amendment.Subject = read.Text(Subject, nameof(Subject), 200, needed: true);
        amendment.Was = read.Text(Was, nameof(Was), 5000);
        amendment.Becomes = read.Text(Becomes, nameof(Becomes), 5000, needed: true);
        amendment.Reason = read.Text(Reason, nameof(Reason), 1000, needed: true);
        amendment.AffectsBids = read.YesNo(AffectsBids, nameof(AffectsBids));
        amendment.LaterDeadline = read.Instant(LaterDate, LaterTime, nameof(LaterDate));
        read.Demand();
    }
}
