using System.Collections.Concurrent;
using Tender.Sealing;
using Tender.Vault.Client;

namespace Tender.Site.Vault;

/// <summary>
/// Public facts of the vault, asked at most once a second each, however many people look. Nothing of it is stored. Null: the vault cannot be
/// reached, or does not know the section yet.
/// </summary>
public sealed class VaultView(IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private const int Most = 2_000;
    private readonly ConcurrentDictionary<string, Entry> entries = new();

    public Task<TenderFacts?> TenderAsync(byte[] tenderRef) =>
        CachedAsync("tender", tenderRef, v => v.GetTenderAsync(tenderRef, CancellationToken.None));

    public Task<OpeningFacts?> OpeningAsync(byte[] tenderRef) =>
        CachedAsync("opening", tenderRef, v => v.GetOpeningAsync(tenderRef, CancellationToken.None));

    public Task<SetFacts?> SetAsync(byte[] tenderRef) =>
        CachedAsync("set", tenderRef, v => v.GetSetAsync(tenderRef, CancellationToken.None));

    public Task<KeySetFacts?> KeySetAsync(byte[] keySetId) =>
        CachedAsync("keys", keySetId, v => v.GetKeySetAsync(keySetId, CancellationToken.None));

    private async Task<T?> CachedAsync<T>(string kind, byte[] id, Func<VaultClient, Task<T>> ask)
        where T : class
    {
        var key = kind + Convert.ToHexStringLower(id);
        var now = clock.GetUtcNow();
        if (entries.Count > Most)
        {
            entries.Clear();
        }

        var entry = entries.AddOrUpdate(
            key,
            _ => new Entry(now, new Lazy<Task<object?>>(() => AskAsync(ask))),
            (_, old) =>
                now - old.At < Fresh && now >= old.At
                    ? old
                    : new Entry(now, new Lazy<Task<object?>>(() => AskAsync(ask)))
        );
        return (T?)await entry.Answer.Value;
    }

    private async Task<object?> AskAsync<T>(Func<VaultClient, Task<T>> ask)
        where T : class
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            return await ask(scope.ServiceProvider.GetRequiredService<VaultClient>());
        }
        catch (VaultProblemException)
        {
            return null;
        }
    }

    private sealed record Entry(DateTimeOffset At, Lazy<Task<object?>> Answer);
}
