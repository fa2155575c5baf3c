using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tender.Ledger.Receipts;
using Tender.Site.Shared.Text;

namespace Tender.Site.Plans;

/// <summary>What a publisher of a plan signs: canonical JSON (RFC 8785), whose hash stands in the text of the challenge.</summary>
public sealed record PlanContent(string Json, byte[] Hash, bool Restarts)
{
    /// <summary>A version of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="version">The version that would be published.</param>
    /// <param name="restarts">Whether it restarts the clock .</param>
    public static PlanContent Of(Plan plan, PlanVersion version, bool restarts)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(version);
        return Of(
            new
            {
                v = 1,
                plan = plan.No,
                id = plan.Id.ToString(),
                number = version.Number,
                projectName = version.ProjectName,
                investmentProjectCode = version.InvestmentProjectCode,
                approvalDocument = version.ApprovalDocument,
                tenderee = new { name = version.TendereeName, orgCode = version.TendereeCode },
                district = version.District,
                location = version.Location,
                trade = Trades.Word(version.Trade),
                sector = version.Sector,
                contentAndScale = version.ContentAndScale,
                fundSourceText = version.FundSource,
                mandatory = version.Mandatory,
                stateFunded = version.StateFunded,
                estimateFen = version.EstimateFen,
                plannedNoticeMonth = version.PlannedNoticeMonth?.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                method = version.Method,
                tradingPlace = version.TradingPlace,
                supervisor = version.Supervisor,
                contact = version.Contact,
                disclaimer = version.Disclaimer,
                note = version.Note,
                clockReason = version.ClockReason,
                restarts,
            },
            restarts
        );
    }

    /// <summary>A decision on a plan as it stands.</summary>
    public static PlanContent Of(Plan plan, PlanDecision decision)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(decision);
        return Of(
            new
            {
                v = 1,
                plan = plan.No,
                id = plan.Id.ToString(),
                number = plan.Current,
                act = decision.Kind,
                reason = decision.Reason,
                writtenAt = BeijingTime.Machine(decision.WrittenAt),
            },
            restarts: false
        );
    }

    private static PlanContent Of(object value, bool restarts)
    {
        var json = CanonicalJson.Canonicalise(JsonSerializer.SerializeToUtf8Bytes(value));
        return new PlanContent(Encoding.UTF8.GetString(json), SHA256.HashData(json), restarts);
    }
}
