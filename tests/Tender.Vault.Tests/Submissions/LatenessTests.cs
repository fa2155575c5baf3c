using CsCheck;
using Tender.Vault.Submissions;
using Tender.Vault.Tenders;
using Xunit;

namespace Tender.Vault.Tests.Submissions;

/// <summary>The decision alone, over very many instants around T (T04).</summary>
public sealed class LatenessTests
{
    private static readonly DateTimeOffset Deadline = new(2026, 11, 24, 1, 30, 0, TimeSpan.Zero);

    private static TenderRow Section(string state, bool held) =>
        new()
        {
            TenderRef = new byte[32],
            Lot = new byte[16],
            DocHash = new byte[32],
            Deadline = Deadline,
            MinBids = 3,
            Suite = 1,
            ObjectionSeconds = 0,
            Readers = [],
            State = state,
            Held = held,
            Phase = 1,
            K = 2,
            N = 3,
        };

    [Fact]
    public void Instant_AroundTheDeadline_IsLateExactlyFromTheDeadlineOn() =>
        Gen.Long[-5000, 5000]
            .Sample(
                ms => StatementRules.IsLate(Section("keyed", held: false), Deadline.AddMilliseconds(ms)) == ms >= 0,
                iter: 1_000_000
            );

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public void Instant_AtTheEdge_IsDecidedByTheMillisecond(int ms, bool late) =>
        Assert.Equal(late, StatementRules.IsLate(Section("keyed", held: false), Deadline.AddMilliseconds(ms)));

    [Fact]
    public void Hold_StopsTheDeadline() =>
        Assert.False(StatementRules.IsLate(Section("keyed", held: true), Deadline.AddDays(1)));

    [Theory]
    [InlineData("closed")]
    [InlineData("sealed")]
    [InlineData("opening")]
    [InlineData("opened")]
    [InlineData("failed")]
    public void ClosedSection_IsLateAtAnyInstant(string state) =>
        Assert.True(StatementRules.IsLate(Section(state, held: false), Deadline.AddDays(-1)));
}
