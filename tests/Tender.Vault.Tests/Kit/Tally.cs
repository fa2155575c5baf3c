namespace Tender.Vault.Tests.Kit;

/// <summary>Counts acknowledgements, so that a test can act when so many more have come: no clock is asked.</summary>
internal sealed class Tally
{
    private readonly Lock gate = new();
    private readonly List<(long At, TaskCompletionSource Reached)> waiting = [];
    private long count;

    internal void Add()
    {
        lock (gate)
        {
            count++;
            waiting.RemoveAll(w => w.At <= count && w.Reached.TrySetResult());
        }
    }

    internal Task MoreAsync(int more)
    {
        lock (gate)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((count + more, reached));
            return reached.Task;
        }
    }
}
