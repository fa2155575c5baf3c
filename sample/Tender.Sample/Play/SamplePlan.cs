using System.Globalization;
using Tender.Sample.Cast;

namespace Tender.Sample.Play;

/// <summary>The tender plan that a newcomer finds: a tenderee's own, to be tendered next month.</summary>
public static class SamplePlan
{
    public static (string Name, string Value)[] Fields(DateTimeOffset now) =>
        [
            ("ProjectName", "青石河综合整治工程"),
            ("InvestmentProjectCode", "2611-330106-04-01-200017"),
            ("ApprovalDocument", "杭发改审〔2026〕102号"),
            ("TendereeName", SampleCast.Tenderee.Name),
            ("TendereeCode", SampleCast.Tenderee.OrgCode),
            ("District", "330106"),
            ("Location", "青石河全段"),
            ("Trade", "works"),
            ("Sector", "water"),
            ("ContentAndScale", "河道清淤 6.4 km，护岸修复 3.1 km，新建泵站一座。"),
            ("FundSource", "市级财政资金 100%"),
            ("Mandatory", "yes"),
            ("StateFunded", "yes"),
            ("EstimateYuan", "46800000"),
            ("PlannedNoticeMonth", now.AddDays(45).ToString("yyyy-MM", CultureInfo.InvariantCulture)),
            ("Method", "open"),
            ("TradingPlace", SampleCast.Trading.Name),
            ("Supervisor", SampleCast.Supervisor.Name),
            ("Contact", $"{SampleCast.Tenderee.Signer} 0571-00000000"),
            ("Disclaimer", "本计划仅供潜在投标人提前了解招标安排，不是要约邀请，不接受报名，具体以招标公告为准。"),
        ];
}
