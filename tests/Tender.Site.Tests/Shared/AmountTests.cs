using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Tender.Site.Shared.Text;
using Tender.Site.Tests.Support;
using Xunit;

namespace Tender.Site.Tests.Shared;

public sealed class AmountTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    private IStringLocalizer<SharedText> Texts => site.Services.GetRequiredService<IStringLocalizer<SharedText>>();

    [Theory]
    [InlineData(0, "零元整")]
    [InlineData(1, "壹分")]
    [InlineData(10, "壹角整")]
    [InlineData(11, "壹角壹分")]
    [InlineData(100, "壹元整")]
    [InlineData(105, "壹元零伍分")]
    [InlineData(1_000_00, "壹仟元整")]
    [InlineData(1_005_00, "壹仟零伍元整")]
    [InlineData(1_409_50, "壹仟肆佰零玖元伍角整")]
    [InlineData(10_050_05, "壹万零伍拾元零伍分")]
    [InlineData(100_000_00, "壹拾万元整")]
    [InlineData(100_010_000_00, "壹亿零壹万元整")]
    [InlineData(100_000_001_00, "壹亿零壹元整")]
    [InlineData(12_500_000_00, "壹仟贰佰伍拾万元整")]
    [InlineData(11_638_800_50, "壹仟壹佰陆拾叁万捌仟捌佰元伍角整")]
    [InlineData(1_000_000_000_000_00, "壹万亿元整")]
    [InlineData(1_000_100_000_000_00, "壹万零壹亿元整")]
    [InlineData(999_999_999_999_999, "玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分")]
    public void ChineseAmount_Fen_AreWrittenAsBanksDo(long fen, string text) =>
        Assert.Equal(text, ChineseAmount.Text(fen, Texts));

    [Theory]
    [InlineData("12500000", 12_500_000_00)]
    [InlineData("12,500,000.5", 12_500_000_50)]
    [InlineData(" 0.01 ", 1)]
    public void Money_Typed_IsRead(string typed, long fen)
    {
        Assert.True(Money.TryParse(typed, out var read));
        Assert.Equal(fen, read);
    }

    [Theory]
    [InlineData("0.001")]
    [InlineData("-1")]
    [InlineData("1e5")]
    [InlineData("10000000000001")]
    [InlineData("一百")]
    public void Money_NotAnAmount_IsRefused(string typed) => Assert.False(Money.TryParse(typed, out _));

    [Fact]
    public void Money_Shown_HasSeparatorsAndTwoDecimals() => Assert.Equal("12,500,000.05", Money.Text(12_500_000_05));
}
