using System.Security.Cryptography;
using Tender.Ledger.Receipts;
using Tender.Ledger.Verification;

namespace Tender.Ledger.Tests.Verification;

/// <summary>Bundles with another content and a manifest that fits it: what a liar can do with any bundle.</summary>
internal static class Rezipped
{
    /// <summary>The entries without the manifest.</summary>
    public static async Task<List<(string Name, byte[] Content)>> EntriesAsync(byte[] bundle)
    {
        using var zip = new MemoryStream(bundle);
        return [.. (await new StoredZipReader(zip).ReadAsync(default)).SkipLast(1)];
    }

    /// <summary>The bundle with one more entry.</summary>
    public static async Task<byte[]> WithAsync(byte[] bundle, string name, byte[] content) =>
        await OfAsync([.. await EntriesAsync(bundle), (name, content)]);

    /// <summary>A bundle of these entries.</summary>
    public static async Task<byte[]> OfAsync(IReadOnlyList<(string Name, byte[] Content)> entries)
    {
        using var output = new MemoryStream();
        var zip = new StoredZipWriter(output);
        foreach (var (name, content) in entries)
            await zip.WriteAsync(name, content, default);
        var told = entries.Select(e => new BundleManifestEntry(e.Name, e.Content.Length, SHA256.HashData(e.Content)));
        var manifest = new BundleManifest { Format = BundleManifest.FormatName, Entries = [.. told] };
        await zip.WriteAsync(BundleManifest.EntryName, LedgerJson.Write(manifest), default);
        await zip.CompleteAsync(default);
        return output.ToArray();
    }
}
