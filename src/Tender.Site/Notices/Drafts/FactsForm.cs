using System.Globalization;
using Tender.Sealing;
using Tender.Site.Plans;
using Tender.Site.Shared.Faults;
using Tender.Site.Shared.Forms;
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

    public string? TendereeAddress { get; set; }

    public string? Trade { get; set; }

    public string? Mandatory { get; set; }

    public string? StateFunded { get; set; }

    public string? Place { get; set; }

    public string? Nature { get; set; }

    public string? Scale { get; set; }

    public string? Scope { get; set; }

    public string? FundSource { get; set; }

    public string? Qualification { get; set; }

    public string? Consortium { get; set; }

    public string? PeriodDays { get; set; }

    public string? CeilingYuan { get; set; }

    public string? ValidityDays { get; set; }

    public string? BondYuan { get; set; }

    public string? Contact { get; set; }

    public string? Method { get; set; }

    public string? InvitedApproval { get; set; }

    public string? Invitees { get; set; }

    public string? ApplyUntilDate { get; set; }

    public string? ApplyUntilTime { get; set; }

    public string? IssueEndDate { get; set; }

    public string? IssueEndTime { get; set; }

    public string? DeadlineDate { get; set; }

    public string? DeadlineTime { get; set; }

    public static FactsForm Of(Section section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return new FactsForm
        {
            Id = section.Id,
            Version = section.Version,
            Title = section.Title,
            TendereeName = section.TendereeName,
            TendereeCode = section.TendereeCode,
            TendereeAddress = section.TendereeAddress,
            Trade = Trades.Word(section.Trade),
            Mandatory = FormWords.Of(section.Mandatory),
            StateFunded = FormWords.Of(section.StateFunded),
            Place = section.Place,
            Nature = section.Nature,
            Scale = section.Scale,
            Scope = section.Scope,
            FundSource = section.FundSource,
            Qualification = section.Qualification,
            Consortium = section.Consortium is { } allowed ? FormWords.Of(allowed) : "",
            PeriodDays = section.PeriodDays?.ToString(CultureInfo.InvariantCulture),
            CeilingYuan = Money.Typed(section.CeilingFen),
            ValidityDays = section.ValidityDays?.ToString(CultureInfo.InvariantCulture),
            BondYuan = Money.Typed(section.BondFen),
            Contact = section.Contact,
            Method = section.Method,
            InvitedApproval = section.InvitedApproval,
            Invitees = section.Invitees,
            ApplyUntilDate = FormReader.TypedDate(section.ApplyUntil),
            ApplyUntilTime = FormReader.TypedTime(section.ApplyUntil),
            IssueEndDate = FormReader.TypedDate(section.IssueEnd),
            IssueEndTime = FormReader.TypedTime(section.IssueEnd),
            DeadlineDate = FormReader.TypedDate(section.Deadline),
            DeadlineTime = FormReader.TypedTime(section.Deadline),
        };
    }

    /// <summary>Copies what was typed into a draft.</summary>
    /// <exception cref="Refused">All findings of the form at once.</exception>
    public void WriteTo(Section section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var read = new FormReader();
        section.Title = read.Text(Title, nameof(Title), 200, needed: true);
        section.TendereeName = read.Text(TendereeName, nameof(TendereeName), 200);
        section.TendereeCode = read.OrgCode(TendereeCode, nameof(TendereeCode));
        section.TendereeAddress = read.Text(TendereeAddress, nameof(TendereeAddress), 200);
        section.Trade = Trades.Of(read.Word(Trade, nameof(Trade), Trades.Words));
        section.Mandatory = read.YesNo(Mandatory, nameof(Mandatory));
        section.StateFunded = read.YesNo(StateFunded, nameof(StateFunded));
        section.Place = read.Text(Place, nameof(Place), 200);
        section.Nature = read.Text(Nature, nameof(Nature), 200);
        section.Scale = read.Text(Scale, nameof(Scale), 500);
        section.Scope = read.Text(Scope, nameof(Scope), 5000);
        section.FundSource = read.Text(FundSource, nameof(FundSource), 500);
        section.Qualification = read.Text(Qualification, nameof(Qualification), 5000);
        section.Consortium = string.IsNullOrEmpty(Consortium) ? null : read.YesNo(Consortium, nameof(Consortium));
        section.Contact = read.Text(Contact, nameof(Contact), 200);
        WriteNumbers(section, read);
        WriteProcedure(section, read);
        read.Demand();
    }

    private void WriteNumbers(Section section, FormReader read)
    {
        section.PeriodDays = read.Whole(PeriodDays, nameof(PeriodDays), 1, 10_000);
        section.CeilingFen = read.Yuan(CeilingYuan, nameof(CeilingYuan));
        section.ValidityDays = read.Whole(ValidityDays, nameof(ValidityDays), 1, 1_000);
        section.BondFen = read.Yuan(BondYuan, nameof(BondYuan));
        section.Deadline = read.Instant(DeadlineDate, DeadlineTime, nameof(DeadlineDate));
        section.IssueEnd = read.Instant(IssueEndDate, IssueEndTime, nameof(IssueEndDate));
    }

    private void WriteProcedure(Section section, FormReader read)
    {
        section.Method = read.Word(
            string.IsNullOrEmpty(Method) ? PlanWords.Open : Method,
            nameof(Method),
            PlanWords.Methods
        );
        section.InvitedApproval = read.Text(InvitedApproval, nameof(InvitedApproval), 200);
        section.Invitees = read.Text(Invitees, nameof(Invitees), 2000);
        if (section.InviteeCodes().Any(c => !OrganisationCode.IsValid(c)))
        {
            read.Add("ET-1005", nameof(Invitees));
        }

        section.ApplyUntil = read.Instant(ApplyUntilDate, ApplyUntilTime, nameof(ApplyUntilDate));
    }
}
