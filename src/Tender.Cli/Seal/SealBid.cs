using Tender.Sealing;

namespace Tender.Cli.Seal;

/// <summary>
/// Seals a bid into a file and its secrets into a key file. Both appear under their names only after the sealed file was read back and
/// opened with those secrets (SBID1 14): what is called ready can be opened.
/// </summary>
internal sealed class SealBid(Say say)
{
    public required SealRequest Request { get; init; }

    public required string Output { get; init; }

    public required string KeyOutput { get; init; }

    public required string Password { get; init; }

    /// <summary>An earlier key file of the same bidder and tender; its records are carried on.</summary>
    public KeyFileContent? Previous { get; init; }

    public async Task<SealedBid> ExecuteAsync(CancellationToken cancel)
    {
        var sources = Request.Parts.Select(p => new HashingStream(p.Content)).ToList();
        var request = Request with { Parts = [.. Request.Parts.Zip(sources, (p, s) => p with { Content = s })] };
        await using var file = AtomicFile.Create(Output);
        var sealer = new BidSealer(say.World.Random, say.World.Clock);
        var bid = await say.ProgressAsync(
            "封存",
            "sealing",
            request.Parts.Sum(p => p.Length),
            progress => sealer.SealAsync(request, file.Stream, progress, cancel)
        );
        await say.ProgressAsync(
            "读回并打开自检",
            "reading back",
            2 * bid.Header.FileLength,
            progress => SelfCheckAsync(file.Stream, bid, [.. sources.Select(s => s.Hash())], progress, cancel)
        );
        // The key file comes first: a sealed file without its secrets could be submitted, but never checked by its owner.
        await AtomicFile.WriteAsync(KeyOutput, KeyFile.Write(Keys(bid), Password, say.World.Random), cancel);
        await file.CommitAsync();
        foreach (var source in sources)
            await source.DisposeAsync();
        return bid;
    }

    private static async Task<bool> SelfCheckAsync(
        FileStream file,
        SealedBid bid,
        IReadOnlyList<byte[]> contents,
        IProgress<long> progress,
        CancellationToken cancel
    )
    {
        file.Position = 0;
        var read = await SealedFileHasher.ReadAsync(file, progress, cancel);
        read.Header!.CheckLabels();
        var good = read.Root().AsSpan().SequenceEqual(bid.TreeRoot);
        foreach (var part in read.Header.Parts)
        {
            var key = read.Header.PartKey(part, bid.Secrets[part.Index].Secret);
            file.Position = part.Offset;
            await using var opened = new HashingStream(null);
            var opener = new BidOpener(read.Header, part, key) { LeafHashes = read.LeafHashes };
            var soFar = new Shifted(progress, read.Length + part.Offset);
            await opener.OpenAsync(file, opened, soFar, cancel);
            good &= opened.Hash().AsSpan().SequenceEqual(contents[part.Index]);
        }

        return good
            ? good
            : throw CliFailure.Mismatch(
                "自检失败：读回的文件与封存的不一致，没有生成文件。请检查磁盘后重试。",
                "The self-check failed: what was read back is not what was sealed. No file was made; check the disk and try again."
            );
    }

    private KeyFileContent Keys(SealedBid bid)
    {
        var entry = KeyFileEntry.Of(bid);
        return Previous is { } known
            ? known with
            {
                KeySetId = Request.KeySetId.ToArray(),
                Files = [.. known.Files, entry],
            }
            : new KeyFileContent
            {
                V = 1,
                Suite = 1,
                TenderRef = Request.TenderRef.ToArray(),
                Lot = Request.Lot,
                KeySetId = Request.KeySetId.ToArray(),
                OrgCode = Request.OrganisationCode,
                BidNonce = Request.BidNonce.ToArray(),
                Files = [entry],
                Submissions = [],
            };
    }

    private sealed class Shifted(IProgress<long> progress, long by) : IProgress<long>
    {
        public void Report(long value) => progress.Report(by + value);
    }
}
