using CsCheck;
using Xunit;

namespace Tender.Rules.Tests.Clocks;

/// <summary>What must hold for every clock and every instant; a failing seed is printed.</summary>
public sealed class ClockPropertyTests
{
    private static readonly Gen<DateTimeOffset> Instants =
        from seconds in Gen.Long[
            DateTimeOffset.Parse("2026-01-01T00:00:00Z", null).ToUnixTimeMilliseconds(),
            DateTimeOffset.Parse("2027-12-31T00:00:00Z", null).ToUnixTimeMilliseconds()
        ]
        select DateTimeOffset.FromUnixTimeMilliseconds(seconds);

    private static readonly Gen<string> Names = Gen.Int[0, RulePack.Default.Clocks.Count - 1]
        .Select(i => RulePack.Default.Clocks[i].Id);

    [Fact]
    public void EveryBound_IsMidnightInShanghai() =>
        Gen.Select(Names, Instants)
            .Sample(
                (name, from) =>
                {
                    var bound = Law.Statute.Of(name, from);
                    var edge = (bound.Earliest ?? bound.Before)!.Value.ToOffset(CalendarDays.Zone);
                    return edge.TimeOfDay == TimeSpan.Zero;
                }
            );

    [Fact]
    public void LaterStart_NeverGivesAnEarlierBound() =>
        Gen.Select(Names, Instants, Instants)
            .Sample(
                (name, a, b) =>
                {
                    var (first, second) = a <= b ? (a, b) : (b, a);
                    return Edge(name, first) <= Edge(name, second);
                }
            );

    [Fact]
    public void ActBy_NeverEndsOnARestDay_AndNeverShortensTheDays() =>
        Instants.Sample(from =>
        {
            foreach (var clock in RulePack.Default.Clocks.Where(c => c.Count == CountMode.ActBy))
            {
                var bound = Law.Statute.Of(clock.Id, from);
                var last = Law.Statute.Days.DayOf(bound.LastSecond!.Value);
                if (Law.Statute.Days.IsRest(last) || last < Law.Statute.Days.DayOf(from) + clock.Days)
                {
                    return false;
                }
            }

            return true;
        });

    [Fact]
    public void WorkingDays_AreCountedByHand() =>
        Gen.Select(Instants, Gen.Int[0, 40])
            .Sample(
                (from, excluded) =>
                {
                    var bound = Law.Statute.Of("complaintAccept", from, excluded);
                    var (day, counted) = (Law.Statute.Days.DayOf(from), 0);
                    while (counted < 3 + excluded)
                    {
                        day++;
                        counted += Law.Statute.Days.IsRest(day) ? 0 : 1;
                    }

                    return bound.Before == Law.Statute.Days.StartOf(day + 1);
                }
            );

    [Fact]
    public void AmendedDeadline_IsNeverEarlier_AndKeepsItsTimeOfDay() =>
        Gen.Select(Instants, Gen.Int[1, 40 * 86_400], Gen.Bool, Gen.Bool)
            .Sample(
                (amended, seconds, affects, prequalification) =>
                {
                    var deadline = amended.AddSeconds(seconds);
                    var bound = AmendToDeadline.Bound(Law.Statute, amended, deadline, affects, prequalification);
                    var moved = bound.Earliest!.Value;
                    var rule = Law
                        .Statute.Of(prequalification ? "amendToPrequal" : "amendToDeadline", amended)
                        .Earliest;
                    return moved >= deadline
                        && moved.ToOffset(CalendarDays.Zone).TimeOfDay == deadline.ToOffset(CalendarDays.Zone).TimeOfDay
                        && (!affects || moved >= rule)
                        && (moved == deadline || !Law.Statute.Days.IsRest(Law.Statute.Days.DayOf(moved)));
                }
            );

    [Fact]
    public void Sandbox_CountsTheSameDays_InItsOwnLength() =>
        Gen.Select(Instants, Gen.Int[1, 100_000], Gen.Long[0, 10_000_000])
            .Sample(
                (start, length, after) =>
                {
                    var day = TimeSpan.FromMilliseconds(length);
                    var days = new SandboxDays(day, start);
                    var from = start.AddMilliseconds(after);
                    var earliest = new StatutoryClocks(RulePack.Default, days)
                        .Of("docsToDeadline", from)
                        .Earliest!.Value;
                    var number = after / length;
                    return earliest == start + (number + 21) * day && days.DayOf(earliest) == number + 21;
                }
            );

    private static DateTimeOffset Edge(string name, DateTimeOffset from)
    {
        var bound = Law.Statute.Of(name, from);
        return (bound.Earliest ?? bound.Before)!.Value;
    }
}
