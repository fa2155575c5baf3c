namespace Tender.Site.Documents;

/// <summary>Looks for malicious content. A border to another program: ClamAV where it is configured.</summary>
public interface IVirusScanner
{
    /// <summary>Looks at a stream from where it stands to its end.</summary>
    /// <returns>What was found.</returns>
    /// <exception cref="Shared.Faults.Refused">ET-1117: the scanner cannot be asked, so nothing is let through.</exception>
    Task<ScanVerdict> ScanAsync(Stream content, CancellationToken cancel);
}

/// <summary>What a scanner says.</summary>
/// <param name="State">Word that is stored with the document.</param>
/// <param name="Threat">Name of what was found; null: nothing.</param>
public sealed record ScanVerdict(string State, string? Threat)
{
    /// <summary>Nobody looked: no scanner is configured.</summary>
    public const string None = "none";

    /// <summary>Looked at, nothing found.</summary>
    public const string Clean = "clean";
}

/// <summary>No scanner is configured; the page says so.</summary>
internal sealed class NoScanner : IVirusScanner
{
    public Task<ScanVerdict> ScanAsync(Stream content, CancellationToken cancel) =>
        Task.FromResult(new ScanVerdict(ScanVerdict.None, null));
}
