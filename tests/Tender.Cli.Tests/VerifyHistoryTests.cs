using System.Text;
using Tender.Ledger.Verification;
using Xunit;

namespace Tender.Cli.Tests;

public sealed class VerifyHistoryTests : IDisposable
{
    private readonly Terminal terminal = new();

    public void Dispose() => terminal.Dispose();

    [Theory]
    [InlineData(2, 3, 0)]
    [InlineData(3, 2, 1)]
    public async Task Verify_AHistory_BeginsWithTheKeptOneOrIsForged(int kept, int now, int code)
    {
        await File.WriteAllBytesAsync(terminal["kept.json"], History(kept));
        await File.WriteAllBytesAsync(terminal["now.json"], History(now));

        Assert.Equal(0, (await terminal.TenderAsync("verify @now.json")).Code);
        Assert.Equal(code, (await terminal.TenderAsync("verify @now.json --earlier @kept.json")).Code);
    }

    [Fact]
    public async Task Verify_AChangedHistory_IsForged()
    {
        var text = Encoding
            .UTF8.GetString(History(2))
            .Replace("notices.save", "notices.none", StringComparison.Ordinal);
        await File.WriteAllTextAsync(terminal["bent.json"], text);

        Assert.Equal(1, (await terminal.TenderAsync("verify @bent.json")).Code);
    }

    private static byte[] History(int count)
    {
        var previous = HistoryHash.Start;
        var rows = new List<HistoryRow>();
        for (var i = 1; i <= count; i++)
        {
            var row = new HistoryRow
            {
                Seq = i,
                At = i,
                Act = "notices.save",
                WhoMark = new byte[32],
                OriginMark = new byte[32],
                DetailHash = new byte[32],
                Hash = [],
            };
            previous = HistoryHash.Of(previous, "A", row);
            rows.Add(row with { Hash = previous });
        }

        return new HistoryFile
        {
            Format = HistoryFile.FormatName,
            Object = "A",
            Rows = rows,
        }.Write();
    }
}
