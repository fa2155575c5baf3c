using Tender.Rules.Lint;
using Xunit;

namespace Tender.Rules.Tests.Lint;

/// <summary>Places are UTF-16 units of the text as it was given.</summary>
public sealed class SpanTests
{
    [Theory]
    [InlineData("一、资格：投标人须在本市设有分公司。", "本市设有分公司")]
    [InlineData("一、资格：投标人须在本 市设\n有分公 司。", "本 市设\n有分公 司")]
    [InlineData("投標人須於本市設有分公司。", "本市設有分公司")]
    [InlineData("\uD83D\uDE00投标人须在本市设有分公司。", "本市设有分公司")]
    [InlineData("资格|投标人须在本市设有分|公司。", "本市设有分|公司")]
    [InlineData("解密时间为　９　分 钟。", "解密时间为　９　分 钟")]
    public void Check_Place_IsThatOfTheOriginalText(string text, string words)
    {
        var hit = Assert.Single(BarrierLint.Check(text, LintPlace.Document, LintTrade.Construction));
        Assert.Equal(words, text[hit.Start..hit.End]);
    }

    [Fact]
    public void Check_SecondSentence_IsCountedFromTheStartOfTheText()
    {
        const string Text = "工期一百天。\r\n\r\n（二）投标人须在本市设有分公司。";
        var hit = Assert.Single(BarrierLint.Check(Text, LintPlace.Document, LintTrade.Construction));
        Assert.Equal("本市设有分公司", Text[hit.Start..hit.End]);
    }
}
