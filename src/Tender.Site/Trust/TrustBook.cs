using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Tender.Sealing;
using Tender.Site.Data;
using Tender.Site.Setup;

namespace Tender.Site.Trust;

/// <summary>
/// The trust list as it is now: what the set-up laid into its folder (looked at once in ten seconds at most), with what administrators have
/// decided since. A decision counts for every call after its commit, in every process.
/// </summary>
public sealed class TrustBook(
    IOptions<SiteOptions> options,
    IDbContextFactory<SiteContext> contexts,
    TimeProvider clock
) : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim gate = new(1);
    private TrustList? folder;
    private string stamp = "";
    private long lookedAt;
    private TrustList? list;
    private int decisions = -1;
    private IReadOnlyList<ListedAuthority> authorities = [];

    /// <summary>What certificates are checked against.</summary>
    public async Task<TrustList> CurrentAsync(CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            return await RefreshAsync(cancel);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>The authorities on it, by name.</summary>
    public async Task<IReadOnlyList<ListedAuthority>> ListAsync(CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            await RefreshAsync(cancel);
            return authorities;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task<TrustList> RefreshAsync(CancellationToken cancel)
    {
        var isNew = await RefreshFolderAsync(cancel);
        await using var data = await contexts.CreateDbContextAsync(cancel);
        var approved = data.Set<TrustChange>().Where(c => c.Decision == TrustDecision.Approved);
        var count = await approved.CountAsync(cancel);
        if (list is null || isNew || count != decisions)
        {
            var changes = await approved.AsNoTracking().OrderBy(c => c.DecidedAt).ToListAsync(cancel);
            authorities = ListedAuthority.After(folder!.Authorities, changes);
            list = folder.With(authorities.Select(a => a.Certificate));
            decisions = count;
        }

        return list;
    }

    private async Task<bool> RefreshFolderAsync(CancellationToken cancel)
    {
        if (folder is not null && clock.GetElapsedTime(lookedAt) < Look)
        {
            return false;
        }

        lookedAt = clock.GetTimestamp();
        var seen = Stamp();
        if (folder is not null && seen == stamp)
        {
            return false;
        }

        folder = await TrustList.LoadAsync(options.Value.AuthoritiesPath, cancel);
        stamp = seen;
        return true;
    }

    private string Stamp() =>
        string.Join(
            '\n',
            new DirectoryInfo(options.Value.AuthoritiesPath)
                .EnumerateFiles()
                .OrderBy(f => f.Name, StringComparer.Ordinal)
                .Select(f => $"{f.Name} {f.Length} {f.LastWriteTimeUtc.Ticks}")
        );
}
