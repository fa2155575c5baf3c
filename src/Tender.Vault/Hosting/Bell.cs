namespace Tender.Vault.Hosting;

/// <summary>Wakes a step before its time. Ringing is a hint only: a step that misses it finds its work in the database later.</summary>
internal sealed class Bell<TStep>(VaultClock clock) : IDisposable
    where TStep : IStep
{
    private readonly SemaphoreSlim rung = new(0, 1);

    internal void Ring()
    {
        lock (rung)
        {
            if (rung.CurrentCount == 0)
            {
                rung.Release();
            }
        }
    }

    /// <summary>Waits for the ring or for the time to pass.</summary>
    internal async Task WaitAsync(TimeSpan most, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(most, clock.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            await rung.WaitAsync(both.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // The time has passed: look again.
        }
    }

    public void Dispose() => rung.Dispose();
}
