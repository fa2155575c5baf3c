using Tender.Sealing;
using Tender.Vault.Storage;
using Tender.Vault.Submissions;

namespace Tender.Vault.Openings;

/// <summary>Opens a part of a stored file as a stream; nothing of it touches a disk.</summary>
internal static class PartReader
{
    /// <exception cref="SealingException">A refusal of <see cref="BidOpener"/>; kind Root: the storage is damaged.</exception>
    internal static async Task OpenAsync(
        IBlobStore store,
        StoredFile file,
        SealedPart part,
        byte[] key,
        Stream content,
        CancellationToken cancel
    )
    {
        await using var sealedBytes =
            await store.OpenFileAsync(file.TreeRoot, cancel)
            ?? throw new SealingException(SealingError.Truncated, 0, "the file is gone");
        sealedBytes.Position = part.Offset;
        var opener = new BidOpener(file.Header, part, key) { LeafHashes = [.. file.LeafHashes.Chunk(32)] };
        await opener.OpenAsync(sealedBytes, content, null, cancel);
    }
}
