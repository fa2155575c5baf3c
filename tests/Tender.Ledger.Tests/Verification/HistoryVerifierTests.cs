using System.Security.Cryptography;
using System.Text;
using Tender.Ledger.Verification;
using Xunit;

namespace Tender.Ledger.Tests.Verification;

public class HistoryVerifierTests
{
    private static readonly byte[] Good = History(3).Write();

    [Fact]
    public void Verify_WholeHistory_IsValid()
    {
        var report = HistoryVerifier.Verify(Good);

        Assert.Equal(Verdict.Valid, report.Verdict);
        Assert.True(HistoryFile.IsOne(Good));
    }

    [Fact]
    public void Verify_EveryByteChanged_IsNeverValid()
    {
        for (var i = 0; i < Good.Length; i++)
        {
            var bent = (byte[])Good.Clone();
            bent[i] ^= 1;
            Assert.False(HistoryVerifier.Verify(bent).Holds, $"byte {i}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Verify_ActTakenOut_IsForged(int place)
    {
        var history = History(3);
        var rows = history.Rows.Where((_, i) => i != place).ToList();

        Assert.Equal(Verdict.Forged, HistoryVerifier.Verify((history with { Rows = rows }).Write()).Verdict);
    }

    [Fact]
    public void Verify_ActsExchanged_IsForged()
    {
        var rows = History(3).Rows;

        var bent = History(3) with { Rows = [rows[1], rows[0], rows[2]] };

        Assert.Equal(Verdict.Forged, HistoryVerifier.Verify(bent.Write()).Verdict);
    }

    [Fact]
    public void Verify_WhoExchangedForSomebodyElse_IsForged()
    {
        var history = History(1);
        var bent = history.Rows[0] with { Who = history.Rows[0].Who! with { Actor = "91330100MA2013581X" } };

        var report = HistoryVerifier.Verify((history with { Rows = [bent] }).Write());

        Assert.Contains(report.Checks, c => c is { Number: 4, Outcome: CheckOutcome.Failed });
    }

    [Fact]
    public void Verify_WhoAndOriginLeftOut_StaysValid()
    {
        var history = History(3);
        var shorter = history with { Rows = [.. history.Rows.Select(r => r with { Who = null, Origin = null })] };

        Assert.True(HistoryVerifier.Verify(shorter.Write()).Holds);
    }

    [Theory]
    [InlineData(2, 3, Verdict.Valid)]
    [InlineData(3, 3, Verdict.Valid)]
    [InlineData(3, 2, Verdict.Forged)]
    public void Verify_AgainstAKeptHistory_FindsACutTail(int kept, int now, Verdict verdict) =>
        Assert.Equal(verdict, HistoryVerifier.Verify(History(now).Write(), History(kept).Write()).Verdict);

    [Fact]
    public void Verify_AgainstAnotherStory_IsForged() =>
        Assert.Equal(
            Verdict.Forged,
            HistoryVerifier.Verify(History(3).Write(), History(2, "plans.cancel").Write()).Verdict
        );

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"format":"etender-history/1","object":"A","rows":[null]}""")]
    [InlineData("""{"format":"etender-history/2","object":"A","rows":[]}""")]
    [InlineData("""{"format":"etender-history/1","object":"A","rows":[],"more":1}""")]
    public void Verify_OtherText_IsUnreadable(string text) =>
        Assert.Equal(Verdict.Unreadable, HistoryVerifier.Verify(Encoding.UTF8.GetBytes(text)).Verdict);

    private static HistoryFile History(int count, string act = "notices.save")
    {
        var previous = HistoryHash.Start;
        var rows = new List<HistoryRow>();
        for (var i = 1; i <= count; i++)
        {
            var who = new HistoryWho("12330100MA2000019T", "ab", SHA256.HashData([(byte)i, 1]));
            var origin = new HistoryOrigin("192.0.2.1", SHA256.HashData([(byte)i, 2]));
            var row = new HistoryRow
            {
                Seq = i,
                At = 1_795_000_000_000_000 + i,
                Act = act,
                Who = who,
                Origin = origin,
                WhoMark = who.Mark(),
                OriginMark = origin.Mark(),
                DetailHash = SHA256.HashData([(byte)i]),
                Hash = [],
            };
            previous = HistoryHash.Of(previous, "A330100-1", row);
            rows.Add(row with { Hash = previous });
        }

        return new HistoryFile
        {
            Format = HistoryFile.FormatName,
            Object = "A330100-1",
            Rows = rows,
        };
    }
}
