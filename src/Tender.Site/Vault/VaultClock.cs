using Tender.Vault.Client;

namespace Tender.Site.Vault;

/// <summary>The vault's time, which decides every deadline: own clock plus an offset that is asked for again every ten seconds.</summary>
public sealed class VaultClock(IServiceScopeFactory scopes, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Resync = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim gate = new(1);
    private TimeSpan offset;
    private DateTimeOffset askedAt = DateTimeOffset.MinValue;

    /// <summary>Now; with the last known offset while the vault cannot be reached.</summary>
    public async Task<DateTimeOffset> NowAsync(CancellationToken cancel)
    {
        if (clock.GetUtcNow() - askedAt > Resync)
        {
            await AskAsync(cancel);
        }

        return clock.GetUtcNow() + offset;
    }

    public void Dispose() => gate.Dispose();

    private async Task AskAsync(CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            var sent = clock.GetUtcNow();
            if (sent - askedAt <= Resync)
            {
                return;
            }

            askedAt = sent;
            await using var scope = scopes.CreateAsyncScope();
            var answer = await scope.ServiceProvider.GetRequiredService<VaultClient>().GetTimeAsync(cancel);
            var middle = sent + (clock.GetUtcNow() - sent) / 2;
            offset = answer.Now - middle;
        }
        catch (VaultProblemException)
        {
            // Asked again in ten seconds; until then the last known offset is the best answer there is.
        }
        finally
        {
            gate.Release();
        }
    }
}
