using System.Globalization;
using Xunit;

namespace Tender.Cli.Tests;

[Trait("Speed", "slow")]
public class TranscriptTests
{
    [Theory]
    [InlineData("bid.txt", "en-US")]
    [InlineData("mishaps.txt", "")]
    [InlineData("files.txt", "zh-CN")]
    public async Task ASession_PlaysAsWritten(string name, string culture)
    {
        using var terminal = new Terminal { Culture = CultureInfo.GetCultureInfo(culture) };
        await new Transcript(terminal).PlayAsync(name);
    }
}
