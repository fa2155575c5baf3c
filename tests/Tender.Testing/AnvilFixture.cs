using Tender.Sample.Chain;
using Tender.Sample.Processes;
using Xunit;

namespace Tender.Testing;

/// <summary>A real chain of its own for a test class, in memory, on a free port. It dies with the test process.</summary>
#pragma warning disable CA1001 // xunit calls DisposeAsync of IAsyncLifetime
public class AnvilFixture : IAsyncLifetime
#pragma warning restore CA1001
{
    private readonly TemporaryFolder folder = new("anvil");
    private AnvilNode? node;
    private int draws;

    public AnvilNode Node => node ?? throw new InvalidOperationException("The fixture is not initialised.");

    public Uri Url => Node.Url;

    public AnvilRpc Rpc => Node.Rpc;

    public static int ChainId => AnvilOptions.DefaultChainId;

    /// <summary>
    /// Chance that nobody else has on this chain. Two ledgers of one seed would have the same accounts, and each would wait for a
    /// transaction whose place the other's took.
    /// </summary>
    public SeededRandom NextRandom() => new((ulong)Interlocked.Increment(ref draws));

    /// <summary>Seconds between blocks; null: a block for each transaction.</summary>
    protected virtual int? BlockSeconds => null;

    public async Task InitializeAsync() =>
        node = await AnvilNode.StartAsync(
            new AnvilOptions
            {
                Checkout = Repository.Root,
                LogFile = folder["anvil.log"],
                BlockSeconds = BlockSeconds,
                OnParentDeath = DeathSignal.Kill,
            }
        );

    public async Task DisposeAsync()
    {
        if (node is not null)
            await node.DisposeAsync();
        folder.Dispose();
    }
}
