using System.Globalization;
using Tender.Site.Setup;
using Tender.Site.Shared.Forms;
using Tender.Site.Shared.Text;

namespace Tender.Site.Plans;

/// <summary>A plan as it is typed. Drafts may lack anything but a name; what is typed must be readable.</summary>
public sealed class PlanForm
{
    /// <summary>Made with the empty form, so that a double click makes one draft.</summary>
    public Guid Id { get; set; }

    /// <summary>Row version that the person saw.</summary>
    public uint Version { get; set; }

    public string? ProjectName { get; set; }

    public string? InvestmentProjectCode { get; set; }

    public string? ApprovalDocument { get; set; }

    public string? TendereeName { get; set; }

    public string? TendereeCode { get; set; }

    public string? District { get; set; }

    public string? Location { get; set; }

    public string? Trade { get; set; }

    public string? Sector { get; set; }

    public string? ContentAndScale { get; set; }

    public string? FundSource { get; set; }

    public string? Mandatory { get; set; }

    public string? StateFunded { get; set; }

    public string? EstimateYuan { get; set; }

    public string? PlannedNoticeMonth { get; set; }

    public string? Method { get; set; }

    public string? TradingPlace { get; set; }

    public string? Supervisor { get; set; }

    public string? Contact { get; set; }

    public string? Disclaimer { get; set; }

    public string? Note { get; set; }

    public string? ClockReason { get; set; }

    public static PlanForm Of(PlanVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return new PlanForm
        {
            Id = version.Id,
            Version = version.RowVersion,
            ProjectName = version.ProjectName,
            InvestmentProjectCode = version.InvestmentProjectCode,
            ApprovalDocument = version.ApprovalDocument,
            TendereeName = version.TendereeName,
            TendereeCode = version.TendereeCode,
            District = version.District,
            Location = version.Location,
            Trade = Trades.Word(version.Trade),
            Sector = version.Sector,
            ContentAndScale = version.ContentAndScale,
            FundSource = version.FundSource,
            Mandatory = FormWords.Of(version.Mandatory),
            StateFunded = FormWords.Of(version.StateFunded),
            EstimateYuan = Money.Typed(version.EstimateFen),
            PlannedNoticeMonth = version.PlannedNoticeMonth?.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            Method = version.Method,
            TradingPlace = version.TradingPlace,
            Supervisor = version.Supervisor,
            Contact = version.Contact,
            Disclaimer = version.Disclaimer,
            Note = version.Note,
            ClockReason = version.ClockReason,
        };
    }

    /// <summary>Copies what was typed into an unsigned version.</summary>
    /// <exception cref="Shared.Faults.Refused">All findings of the form at once.</exception>
    public void WriteTo(PlanVersion version, RegionOptions region, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(region);
        var read = new FormReader();
        version.ProjectName = read.Text(ProjectName, nameof(ProjectName), 200, needed: true);
        version.InvestmentProjectCode = read.Text(InvestmentProjectCode, nameof(InvestmentProjectCode), 100);
        version.ApprovalDocument = read.Text(ApprovalDocument, nameof(ApprovalDocument), 200);
        version.TendereeName = read.Text(TendereeName, nameof(TendereeName), 200);
        version.TendereeCode = read.OrgCode(TendereeCode, nameof(TendereeCode));
        version.District = read.Word(District, nameof(District), region.Codes);
        version.Location = read.Text(Location, nameof(Location), 200);
        version.Trade = Trades.Of(read.Word(Trade, nameof(Trade), Trades.Words));
        version.Sector = read.Word(Sector, nameof(Sector), PlanWords.Sectors);
        version.ContentAndScale = read.Text(ContentAndScale, nameof(ContentAndScale), 5000);
        version.FundSource = read.Text(FundSource, nameof(FundSource), 500);
        version.Mandatory = read.YesNo(Mandatory, nameof(Mandatory));
        version.StateFunded = read.YesNo(StateFunded, nameof(StateFunded));
        version.EstimateFen = read.Yuan(EstimateYuan, nameof(EstimateYuan));
        var today = DateOnly.FromDateTime(BeijingTime.In(now).DateTime);
        version.PlannedNoticeMonth = read.Month(PlannedNoticeMonth, nameof(PlannedNoticeMonth), today);
        version.Method = read.Word(Method, nameof(Method), PlanWords.Methods);
        version.TradingPlace = read.Text(TradingPlace, nameof(TradingPlace), 200);
        version.Supervisor = read.Text(Supervisor, nameof(Supervisor), 200);
        version.Contact = read.Text(Contact, nameof(Contact), 200);
        version.Disclaimer = read.Text(Disclaimer, nameof(Disclaimer), 500);
        if (version.Number > 1)
        {
            version.Note = read.Text(Note, nameof(Note), 1000, needed: true);
            version.ClockReason = read.Text(ClockReason, nameof(ClockReason), 1000);
        }

        version.ChangedAt = now;
        read.Demand();
    }
}
