using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Tender.Sealing;
using Tender.Site.Setup;

namespace Tender.Site.Documents;

/// <summary>
/// Published documents on disk, under the hash of their content. A name that a person typed never becomes a path. Streams only.
/// </summary>
public sealed class DocumentStore(IOptions<SiteOptions> options, IRandom random)
{
    private const int Chunk = 128 * 1024;

    /// <summary>Stores a stream while hashing it.</summary>
    /// <param name="content">Read to its end, or to one byte more than allowed.</param>
    /// <param name="most">Bytes allowed.</param>
    /// <param name="inspect">Looks at what was written before it is kept; what it throws keeps nothing.</param>
    /// <param name="cancel">Stops; nothing is kept then.</param>
    public async Task<StoredContent> PutAsync(
        Stream content,
        long most,
        Func<StoredContent, Stream, Task> inspect,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(inspect);
        var incoming = Path.Combine(options.Value.DocumentsPath, "incoming");
        Directory.CreateDirectory(incoming);
        var temporary = Path.Combine(incoming, Convert.ToHexStringLower(random.Bytes(16)));
        try
        {
            var stored = await WriteAsync(content, temporary, most, cancel);
            if (stored.Complete)
            {
                await using (var written = Read(temporary))
                {
                    await inspect(stored, written);
                }

                Keep(temporary, stored.Sha256);
            }

            return stored;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Opens stored content, or null when there is none under that hash.</summary>
    public Stream? Open(byte[] sha256)
    {
        var path = PathOf(sha256);
        return File.Exists(path) ? Read(path) : null;
    }

    private static FileStream Read(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read, Chunk, useAsync: true);

    private void Keep(string temporary, byte[] sha256)
    {
        var path = PathOf(sha256);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!File.Exists(path))
        {
#pragma warning disable RS0030 // no bid path: a tender document that is lost is sent again by its publisher
            File.Move(temporary, path, overwrite: true);
#pragma warning restore RS0030
        }
    }

    private string PathOf(byte[] sha256)
    {
        var name = Convert.ToHexStringLower(sha256);
        return Path.Combine(options.Value.DocumentsPath, name[..2], name);
    }

    private static async Task<StoredContent> WriteAsync(
        Stream content,
        string path,
        long most,
        CancellationToken cancel
    )
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, true);
            var head = new byte[8];
            long size = 0;
            int read;
            while ((read = await content.ReadAsync(buffer.AsMemory(0, Chunk), cancel)) > 0)
            {
                for (var i = 0; i < read && size + i < head.Length; i++)
                {
                    head[size + i] = buffer[i];
                }

                size += read;
                if (size > most)
                {
                    return new StoredContent(size, head, [], Complete: false);
                }

                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancel);
            }

            return new StoredContent(size, head, hash.GetHashAndReset(), Complete: true);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

/// <summary>What came of storing.</summary>
/// <param name="Size">Bytes read.</param>
/// <param name="Head">The first eight bytes, zeros where there are fewer.</param>
/// <param name="Sha256">Hash of the content.</param>
/// <param name="Complete">False when it was longer than allowed; nothing is kept then.</param>
public sealed record StoredContent(long Size, byte[] Head, byte[] Sha256, bool Complete);
