using System.Net;

namespace Tender.Site.Tests.Support;

/// <summary>Makes plans by the calls that people make.</summary>
internal static class Plans
{
    /// <summary>A form that lacks nothing.</summary>
    public static Dictionary<string, string> Form(string name = "钱塘江北岸步行桥工程") =>
        new()
        {
            ["ProjectName"] = name,
            ["InvestmentProjectCode"] = "2611-330102-04-01-100001",
            ["ApprovalDocument"] = "杭发改审〔2026〕88号",
            ["TendereeName"] = "浙江明正招标代理有限公司",
            ["TendereeCode"] = SiteFixture.AgentCode,
            ["District"] = "330102",
            ["Location"] = "钱塘江北岸",
            ["Trade"] = "works",
            ["Sector"] = "municipal",
            ["ContentAndScale"] = "步行桥一座，长 268 米，宽 6 米。",
            ["FundSource"] = "市级财政资金 100%",
            ["Mandatory"] = "yes",
            ["StateFunded"] = "yes",
            ["EstimateYuan"] = "13000000.00",
            ["PlannedNoticeMonth"] = "2026-12",
            ["Method"] = "open",
            ["TradingPlace"] = "杭州市公共资源交易中心",
            ["Supervisor"] = "杭州市城乡建设委员会",
            ["Contact"] = "李敏，0571-00000000",
            ["Disclaimer"] = "本计划不是要约邀请。",
        };

    /// <summary>A draft.</summary>
    /// <returns>Its number.</returns>
    public static async Task<string> PlanDraftAsync(this Browser agent, Dictionary<string, string>? form = null)
    {
        using var started = await agent.PostAsync("/desk/plans/new", form ?? Form());
        return started.StatusCode == HttpStatusCode.Redirect
            ? started.Headers.Location!.OriginalString.Split('/')[^1]
            : throw new HttpRequestException(
                $"{started.StatusCode}: {(await Browser.ParseAsync(started)).QuerySelector(".govuk-error-summary")?.TextContent} {agent.LastIncident()}"
            );
    }

    /// <summary>Signs and posts one act on a plan.</summary>
    /// <param name="agent">Who.</param>
    /// <param name="no">The plan.</param>
    /// <param name="act">Empty for the version itself, or the kind of the decision.</param>
    public static async Task<HttpResponseMessage> SignPlanAsync(this Browser agent, string no, string act = "")
    {
        using var certificate = SiteFixture.AgentCertificate();
        var root = act.Length == 0 ? $"/desk/plans/{no}" : $"/desk/plans/{no}/{act}";
        var text = await agent.ChallengeAsync($"{root}/challenge.json");
        return await agent.PostAsync(
            root + (act.Length == 0 ? "/publish" : "/sign"),
            [new("signature", agent.Sign(text, certificate))]
        );
    }

    /// <summary>A published plan.</summary>
    /// <returns>Its number.</returns>
    public static async Task<string> PlanAsync(this Browser agent, Dictionary<string, string>? form = null)
    {
        var no = await agent.PlanDraftAsync(form);
        using var response = await agent.SignPlanAsync(no);
        return response.StatusCode == HttpStatusCode.Redirect
            ? no
            : throw new HttpRequestException($"{response.StatusCode} {agent.LastIncident()}");
    }

    /// <summary>Writes and signs a decision on a plan.</summary>
    public static async Task DecideAsync(this Browser agent, string no, string act, string reason)
    {
        using var written = await agent.PostAsync($"/desk/plans/{no}/{act}", [new("reason", reason)]);
        using var signed = await agent.SignPlanAsync(no, act);
        if (signed.StatusCode != HttpStatusCode.Redirect)
        {
            throw new HttpRequestException($"{signed.StatusCode} {agent.LastIncident()}");
        }
    }

    /// <summary>Begins a change, edits fields, signs.</summary>
    public static async Task<HttpResponseMessage> ChangePlanAsync(
        this Browser agent,
        string no,
        params (string Field, string Value)[] changes
    )
    {
        using var begun = await agent.PostAsync($"/desk/plans/{no}/change", []);
        var form = await agent.FormAsync($"/desk/plans/{no}/edit");
        foreach (var (field, value) in changes)
        {
            form[field] = value;
        }

        using var saved = await agent.PostAsync($"/desk/plans/{no}/edit", form);
        if (saved.StatusCode != HttpStatusCode.Redirect)
        {
            throw new HttpRequestException($"{saved.StatusCode} {agent.LastIncident()}");
        }

        return await agent.SignPlanAsync(no);
    }
}
