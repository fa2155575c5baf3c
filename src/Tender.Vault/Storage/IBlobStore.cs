namespace Tender.Vault.Storage;

/// <summary>
/// Where sealed bytes lie: unfinished uploads by their id, whole files by the root of their tree. What a method has returned from is durable;
/// after any exception nothing of the call counts.
/// </summary>
public interface IBlobStore
{
    /// <summary>Makes room for an upload; nothing to do when it exists.</summary>
    Task CreateAsync(string uploadId, CancellationToken cancel);

    /// <summary>
    /// Writes bytes at an offset, over anything behind it, until the content ends, and makes them durable. Returns how many came.
    /// </summary>
    /// <exception cref="StorageFaultException">The upload's file is not to be trusted any more, or the disk is full.</exception>
    Task<long> AppendAsync(string uploadId, long offset, Stream content, CancellationToken cancel);

    /// <summary>An upload's bytes from an offset on, or null when it was published or deleted.</summary>
    Task<Stream?> ReadUploadAsync(string uploadId, long offset, CancellationToken cancel);

    /// <summary>Turns a finished upload into the file with this root; nothing to do when that happened before.</summary>
    Task PublishAsync(string uploadId, ReadOnlyMemory<byte> treeRoot, CancellationToken cancel);

    /// <summary>Forgets an upload.</summary>
    Task DeleteUploadAsync(string uploadId, CancellationToken cancel);

    /// <summary>A whole file, seekable, or null.</summary>
    Task<Stream?> OpenFileAsync(ReadOnlyMemory<byte> treeRoot, CancellationToken cancel);

    /// <summary>Writes, syncs and removes a probe; proves that the store takes bytes now.</summary>
    Task ProbeAsync(CancellationToken cancel);
}
