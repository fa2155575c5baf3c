using Tender.Ledger.Contracts;
using Tender.Ledger.Windows;
using Tender.Vault.Anchoring;
using Xunit;

namespace Tender.Vault.Tests.Anchoring;

public sealed class AnchorScheduleTests
{
    private static readonly WindowGrid Grid = new(1000, 2, 15);
    private static readonly LedgerBatch Batch = new() { WindowsPerTransaction = 5, CalmSeconds = 60 };
    private static readonly PublicFacts Nothing = new([], false);

    private static PublicFacts Deadline(long second) => new([DateTimeOffset.FromUnixTimeSeconds(second)], false);

    [Theory]
    [InlineData(0, 3, 0)]
    [InlineData(0, 4, 5)]
    [InlineData(2, 4, 3)]
    [InlineData(5, 8, 0)]
    public void Quiet_FiveWindowsUpToTheBorderOfTheirNumbers(long first, long last, int expected) =>
        Assert.Equal(expected, AnchorSchedule.Next(first, last, Grid, Batch, Nothing));

    [Theory]
    // Window 0 ends at 1002: sixty seconds before a deadline at 1062 it goes alone, a second earlier not.
    [InlineData(1062, 1)]
    [InlineData(1063, 0)]
    [InlineData(1002, 1)]
    [InlineData(1001, 0)]
    public void BeforeADeadline_EachWindowGoesAlone(long deadline, int expected) =>
        Assert.Equal(expected, AnchorSchedule.Next(0, 0, Grid, Batch, Deadline(deadline)));

    [Fact]
    public void DuringAnOpening_EachWindowGoesAlone() =>
        Assert.Equal(1, AnchorSchedule.Next(0, 0, Grid, Batch, new PublicFacts([], true)));

    [Theory]
    [InlineData(0, 5, 5)]
    [InlineData(0, 8, 5)]
    [InlineData(0, 9, 10)]
    [InlineData(3, 9, 7)]
    [InlineData(0, 299, 300)]
    [InlineData(0, 2879, 300)]
    [InlineData(1, 2879, 299)]
    public void AfterAnOutage_AsManyWholeBatchesAsFit(long first, long last, int expected) =>
        Assert.Equal(expected, AnchorSchedule.Next(first, last, Grid, Batch, Nothing));
}
