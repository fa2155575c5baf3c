using Microsoft.Extensions.Options;
using Tender.Sealing;
using Tender.Site.Setup;

namespace Tender.Site.Registration;

/// <summary>The trust list as it lies in its folder now: read anew when a file of it changes, looked at once in ten seconds at most.</summary>
public sealed class TrustBook(IOptions<SiteOptions> options, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim gate = new(1);
    private TrustList? list;
    private string stamp = "";
    private long lookedAt;

    public async Task<TrustList> CurrentAsync(CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            if (list is null || clock.GetElapsedTime(lookedAt) >= Look)
            {
                lookedAt = clock.GetTimestamp();
                var seen = Stamp();
                if (seen != stamp || list is null)
                {
                    list = await TrustList.LoadAsync(options.Value.AuthoritiesPath, cancel);
                    stamp = seen;
                }
            }

            return list;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private string Stamp() =>
        string.Join(
            '\n',
            new DirectoryInfo(options.Value.AuthoritiesPath)
                .EnumerateFiles()
                .OrderBy(f => f.Name, StringComparer.Ordinal)
                .Select(f => $"{f.Name} {f.Length} {f.LastWriteTimeUtc.Ticks}")
        );
}
