using Tender.Rules.Lint;
using Xunit;

namespace Tender.Rules.Tests.Lint;

/// <summary>Numbers are seen through the decision that hangs on them: a record above the estimate of 5,000,000 yuan.</summary>
public sealed class NumeralTests
{
    [Theory]
    [InlineData("501万元", true)]
    [InlineData("500万元", false)]
    [InlineData("五百零一万元", true)]
    [InlineData("伍佰万元", false)]
    [InlineData("5,000,001元", true)]
    [InlineData("５００００００元", false)]
    [InlineData("0.51亿元", true)]
    [InlineData("一千二百万（含）元", true)]
    [InlineData("四百九十九万元", false)]
    [InlineData("99999999999999999999999999999999元", false)]
    public void Check_RecordAgainstTheEstimate(string sum, bool tooHigh)
    {
        var text = $"合同估算价500万元。类似业绩指单项合同额{sum}以上的工程。";
        var hits = BarrierLint.Check(text, LintPlace.Document, LintTrade.Construction);
        Assert.Equal(tooHigh, hits.Any(h => h.Family == "L-10"));
    }
}
