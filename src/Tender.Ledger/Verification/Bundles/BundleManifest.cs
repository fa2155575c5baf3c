namespace Tender.Ledger.Verification;

/// <summary>The last entry of a bundle, <c>manifest.json</c>: every other entry in its order.</summary>
internal sealed record BundleManifest
{
    internal const string FormatName = "etender-bundle/1";
    internal const string EntryName = "manifest.json";
    internal const int MaxLength = 32 * 1024 * 1024;

    public required string Format { get; init; }

    public required IReadOnlyList<BundleManifestEntry> Entries { get; init; }
}

/// <summary>An entry.</summary>
/// <param name="Name">As in the zip.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Hash of its bytes.</param>
internal sealed record BundleManifestEntry(string Name, long Size, byte[] Sha256);
