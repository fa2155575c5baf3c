using Tender.Rules.Lint;
using Xunit;

namespace Tender.Rules.Tests.Lint;

public sealed class BarrierLintTests
{
    private static string[] Families(
        string text,
        LintPlace place = LintPlace.Document,
        LintTrade trade = LintTrade.Construction
    ) => [.. BarrierLint.Check(text, place, trade).Select(h => h.Family).Distinct()];

    [Theory]
    [InlineData("不得要求投标人在本市设立分公司。")]
    [InlineData("招标人不得以供应商未在本地纳税为由扣减其得分。")]
    [InlineData("本项目取消了“须在本区设有服务机构”的要求。")]
    [InlineData("各类管理体系认证既不作为门槛也不计分。")]
    [InlineData("招标文件不得含有下列内容：\n（一）要求投标人在本市设立分公司；\n（二）以扬子杯作为加分条件；")]
    public void Check_WhatTheTendereeIsForbiddenOrDrops_IsNoHit(string text) => Assert.Empty(Families(text));

    [Theory]
    [InlineData("未在本市设立分公司的不予受理。", "L-01")]
    [InlineData("外省企业不得参加本次投标。", "L-01")]
    [InlineData("民营企业不得参加投标。", "L-08")]
    [InlineData("不得以其他品牌替换，须使用立邦。", "L-09")]
    public void Check_ExclusionWordedAsANegation_IsAHit(string text, string family) =>
        Assert.Contains(family, Families(text));

    [Theory]
    [InlineData("解密时间为九分钟。", Severity.Block)]
    [InlineData("解密时间为１０分钟。", Severity.Warn)]
    [InlineData("解密时间为二十九分钟。", Severity.Warn)]
    [InlineData("解密时间为一刻钟。", Severity.Warn)]
    public void Check_DecryptionBelowTheBounds_IsAHit(string text, Severity severity) =>
        Assert.Equal(severity, Assert.Single(BarrierLint.Check(text, LintPlace.Document, LintTrade.Goods)).Severity);

    [Theory]
    [InlineData("解密时间为３０分钟。")]
    [InlineData("解密时间为半小时。")]
    [InlineData("解密时间不少于20分钟。")]
    public void Check_DecryptionAtTheBound_IsNoHit(string text) => Assert.Empty(Families(text));

    [Fact]
    public void Check_SupervisorChosen_IsAHitForWaterWorksOnly()
    {
        const string Text = "施工招标条件：监理单位已经选定。";
        Assert.Equal(["L-20"], Families(Text, LintPlace.Notice, LintTrade.Water));
        Assert.Empty(Families(Text, LintPlace.Notice, LintTrade.Construction));
    }

    [Fact]
    public void Check_NationalAward_WarnsAndRegionalAwardBlocks()
    {
        Assert.Equal(Severity.Warn, Scored("获得鲁班奖的加2分。").Severity);
        Assert.Equal(Severity.Block, Scored("获得扬子杯的加2分。").Severity);
    }

    [Fact]
    public void Check_QualificationAgainstTheEstimate()
    {
        const string Demand = "投标人须具有建筑工程施工总承包一级资质。";
        Assert.Equal(["L-10"], Families("合同估算价90万元。" + Demand));
        Assert.Empty(Families("合同估算价2.6亿元。" + Demand));
    }

    [Fact]
    public void Hit_CarriesTheArticlesAndBothSuggestionsOfThePack()
    {
        var hit = Assert.Single(BarrierLint.Check("投标人须在本市设有分公司。", LintPlace.Notice, LintTrade.Road));
        var family = RulePack.Default.Find("L-01")!;
        Assert.Equal(family.Citation, hit.Citations);
        Assert.Equal(family.Parameters["suggestion"].GetString(), hit.SuggestionZh);
        Assert.Contains("response times", hit.SuggestionEn, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n|||\t")]
    [InlineData("。；：，")]
    [InlineData("\uD83D\uDE00分之百分之亿万两半")]
    public void Check_TextWithoutWords_IsNoHit(string text) => Assert.Empty(Families(text));

    private static LintHit Scored(string text) =>
        Assert.Single(BarrierLint.Check(text, LintPlace.Scoring, LintTrade.Construction));
}
