using Tender.Sample.Chain;
using Tender.Sample.Processes;
using Tender.Testing;
using Xunit;

namespace Tender.Sample.Tests.Chain;

public sealed class AnvilNodeTests : IDisposable
{
    private readonly TemporaryFolder folder = new("anvil-node");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Start_SecondTime_KeepsBlocks()
    {
        await using (var first = await AnvilNode.StartAsync(Options()))
        {
            await first.Rpc.MineAsync();
            await first.Rpc.MineAsync();
        }

        await using var second = await AnvilNode.StartAsync(Options());
        Assert.False(second.StartedEmpty);
        Assert.Equal(2, await second.Rpc.BlockNumberAsync());
    }

    [Fact]
    public async Task Start_ManyTimes_KeepsTheFirstBlock()
    {
        string? genesis = null;
        for (var start = 0; start < 6; start++)
        {
            // In the past, so that the first block that a later start makes for itself has another second and another hash.
            var options = Options() with
            {
                Start = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero),
            };
            await using var node = await AnvilNode.StartAsync(options);
            genesis ??= await node.Rpc.BlockHashAsync(0);
            Assert.Equal(genesis, await node.Rpc.BlockHashAsync(0));
            await node.Rpc.MineAsync();
        }
    }

    [Fact]
    public async Task Start_WithEmptyStateFile_TakesTheLastGoodCopy()
    {
        await using (var first = await AnvilNode.StartAsync(Options()))
            await first.Rpc.MineAsync();
        await File.WriteAllBytesAsync(folder["chain/state.json"], []);

        await using var second = await AnvilNode.StartAsync(Options());
        Assert.False(second.StartedEmpty);
        Assert.Equal(1, await second.Rpc.BlockNumberAsync());
    }

    [Fact]
    public async Task Start_WithNoUsableState_BeginsEmptyAtTheGivenTime()
    {
        await using (var first = await AnvilNode.StartAsync(Options()))
            await first.Rpc.MineAsync();
        await File.WriteAllTextAsync(folder["chain/state.json"], "{\"cut");
        await File.WriteAllTextAsync(folder["chain/state.good.json"], "{\"cut");

        var start = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        await using var second = await AnvilNode.StartAsync(Options() with { Start = start });
        Assert.True(second.StartedEmpty);
        Assert.Equal(0, await second.Rpc.BlockNumberAsync());
        Assert.Equal(start, await second.Rpc.LatestTimeAsync());
    }

    [Fact]
    public async Task SetNextBlockTime_ThenMine_GivesThatTime()
    {
        await using var node = await AnvilNode.StartAsync(Options() with { StatePath = null });
        var time = (await node.Rpc.LatestTimeAsync()).AddHours(5);
        await node.Rpc.SetNextBlockTimeAsync(time);
        await node.Rpc.MineAsync();
        Assert.Equal(time, await node.Rpc.LatestTimeAsync());
    }

    [Fact]
    public async Task Start_WithoutTheBinary_SaysWhatToRun()
    {
        var refusal = await Assert.ThrowsAsync<PrerequisiteException>(() =>
            AnvilNode.StartAsync(Options() with { Checkout = folder.Path })
        );
        Assert.Contains("npm ci", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    private AnvilOptions Options() =>
        new()
        {
            Checkout = Repository.Root,
            LogFile = folder["anvil.log"],
            StatePath = folder["chain"],
        };
}
