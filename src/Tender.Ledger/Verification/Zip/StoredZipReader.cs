using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Tender.Ledger.Verification;

/// <summary>
/// Reads <see cref="StoredZip"/>. Every header is compared with the one that the writer makes of the same name and content, so no byte is
/// free; sizes are bounded before anything is allocated for them.
/// </summary>
internal sealed class StoredZipReader(Stream input)
{
    private readonly ArrayBufferWriter<byte> directory = new();
    private readonly List<(string Name, byte[] Content)> entries = [];
    private readonly HashSet<string> names = [];
    private long offset;

    /// <summary>All entries in their order.</summary>
    /// <exception cref="LedgerFormatException">Kind Bundle.</exception>
    internal async Task<IReadOnlyList<(string Name, byte[] Content)>> ReadAsync(CancellationToken cancel)
    {
        while (true)
        {
            var start = await TakeAsync(4, cancel).ConfigureAwait(false);
            if (BinaryPrimitives.ReadUInt32LittleEndian(start) != StoredZip.LocalMark)
            {
                await ReadDirectoryAsync(start, cancel).ConfigureAwait(false);
                return entries;
            }

            await ReadEntryAsync(start, cancel).ConfigureAwait(false);
        }
    }

    private async Task ReadEntryAsync(byte[] start, CancellationToken cancel)
    {
        var at = offset - start.Length;
        byte[] header = [.. start, .. await TakeAsync(StoredZip.LocalLength - 4, cancel).ConfigureAwait(false)];
        var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(26));
        var length = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(22));
        if (nameLength > StoredZip.MaxNameLength || length > StoredZip.MaxEntryLength)
            throw StoredZip.Refuse(at, "name or content too long");
        if (entries.Count == StoredZip.MaxEntries || offset + length > StoredZip.MaxLength)
            throw StoredZip.Refuse(at, "too many entries or too long");
        var name = Encoding.Latin1.GetString(await TakeAsync(nameLength, cancel).ConfigureAwait(false));
        var content = await TakeAsync((int)length, cancel).ConfigureAwait(false);
        if (!StoredZip.IsName(name) || !names.Add(name))
            throw StoredZip.Refuse(at, "a name that is not allowed or occurs twice");
        var crc = Crc32.Of(content);
        if (!StoredZip.Local(name, crc, content.Length).AsSpan(0, StoredZip.LocalLength).SequenceEqual(header))
            throw StoredZip.Refuse(at, "a header that the writer does not make");
        directory.Write(StoredZip.Central(name, crc, content.Length, (uint)at));
        entries.Add((name, content));
    }

    private async Task ReadDirectoryAsync(byte[] start, CancellationToken cancel)
    {
        var at = offset - start.Length;
        byte[] expected = [.. directory.WrittenSpan, .. StoredZip.End(entries.Count, directory.WrittenCount, at)];
        byte[] found = [.. start, .. await TakeAsync(expected.Length - start.Length, cancel).ConfigureAwait(false)];
        if (!found.AsSpan().SequenceEqual(expected))
            throw StoredZip.Refuse(at, "a directory that the writer does not make");
        if (await input.ReadAsync(new byte[1], cancel).ConfigureAwait(false) != 0)
            throw StoredZip.Refuse(offset, "bytes after the end");
    }

    // Content arrives before memory for all of it is taken, so a false length costs nothing.
    private async Task<byte[]> TakeAsync(int count, CancellationToken cancel)
    {
        const int piece = 1024 * 1024;
        using var taken = new MemoryStream(Math.Min(count, piece));
        var buffer = new byte[Math.Min(count, piece)];
        while (taken.Length < count)
        {
            var wanted = (int)Math.Min(buffer.Length, count - taken.Length);
            var read = await input.ReadAsync(buffer.AsMemory(0, wanted), cancel).ConfigureAwait(false);
            if (read == 0)
                throw StoredZip.Refuse(offset + taken.Length, "cut");
            taken.Write(buffer, 0, read);
        }

        offset += count;
        return taken.ToArray();
    }
}
