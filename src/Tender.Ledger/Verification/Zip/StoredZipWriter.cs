using System.Buffers;

namespace Tender.Ledger.Verification;

/// <summary>Writes <see cref="StoredZip"/> forwards only. Not for concurrent use.</summary>
internal sealed class StoredZipWriter(Stream output)
{
    private readonly ArrayBufferWriter<byte> directory = new();
    private readonly HashSet<string> names = [];
    private long offset;

    internal async Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        if (!StoredZip.IsName(name) || !names.Add(name))
            throw new ArgumentException("A name of the zip form that was not used before is wanted.", nameof(name));
        var header = StoredZip.Local(name, Crc32.Of(content.Span), content.Length);
        var next = offset + header.Length + content.Length;
        if (
            content.Length > StoredZip.MaxEntryLength
            || next > StoredZip.MaxLength
            || names.Count > StoredZip.MaxEntries
        )
            throw StoredZip.Refuse(offset, "larger than a reader takes");
        directory.Write(StoredZip.Central(name, Crc32.Of(content.Span), content.Length, (uint)offset));
        await output.WriteAsync(header, cancel).ConfigureAwait(false);
        await output.WriteAsync(content, cancel).ConfigureAwait(false);
        offset = next;
    }

    internal async Task CompleteAsync(CancellationToken cancel)
    {
        await output.WriteAsync(directory.WrittenMemory, cancel).ConfigureAwait(false);
        await output
            .WriteAsync(StoredZip.End(names.Count, directory.WrittenCount, offset), cancel)
            .ConfigureAwait(false);
    }
}
