using Tender.Sealing;

namespace Tender.Vault.Hosting;

/// <summary>Reads the trust list again when a file of its folder changed: revocation lists come every day.</summary>
internal sealed class ReloadTrust(TrustSource trust, VaultOptions options) : IStep
{
    private DateTime newest = NewestOf(options);

    public async Task<TimeSpan> RunAsync(CancellationToken cancel)
    {
        var found = NewestOf(options);
        if (found != newest)
        {
            trust.Replace(await TrustList.LoadAsync(options.AuthoritiesPath, cancel));
            newest = found;
        }

        return TimeSpan.FromSeconds(30);
    }

    private static DateTime NewestOf(VaultOptions options) =>
        Directory
            .EnumerateFiles(options.AuthoritiesPath)
            .Select(File.GetLastWriteTimeUtc)
            .Append(Directory.GetLastWriteTimeUtc(options.AuthoritiesPath))
            .Max();
}
