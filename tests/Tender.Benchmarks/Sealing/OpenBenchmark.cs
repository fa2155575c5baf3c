using Tender.Sealing;

namespace Tender.Benchmarks.Sealing;

/// <summary>Opening with every segment compared with the tree (SBID1 16): processor time against the floor.</summary>
public sealed class OpenBenchmark : IBenchmark
{
    private const long Megabyte = 1024 * 1024;
    private const long Content = 64 * Megabyte;

    public string Name => "open";

    public async Task<IReadOnlyList<Measurement>> RunAsync(bool quick, CancellationToken cancellationToken)
    {
        var rounds = quick ? 4 : 16;
        using var file = new MemoryStream((int)(Content + Megabyte));
        var sealer = new BidSealer(SystemRandom.Instance, TimeProvider.System);
        await using var content = new EndlessStream(Content);
        var bid = await sealer.SealAsync(SampleBid.Request(content, Content), file, null, cancellationToken);
        var part = bid.Header.Parts[0];
        var key = bid.Header.PartKey(part, bid.Secrets[0].Secret);
        using var floor = new Floor();
        await OpenAsync();

        double bare = 0,
            open = 0;
        for (var round = 0; round < rounds; round++)
        {
            bare += await Processor.MeasureAsync(() =>
            {
                floor.Encrypt(Content);
                floor.Hash(Content);
                return Task.CompletedTask;
            });
            open += await Processor.MeasureAsync(OpenAsync);
        }

        var megabytes = rounds * Content / (double)Megabyte;
        return
        [
            Measurement.AtMost(
                $"open {megabytes:F0} MiB, processor time against the floor",
                open,
                "s",
                1.35,
                open / bare
            ),
            Measurement.Seen("open", megabytes / open, "MiB/s"),
        ];

        async Task OpenAsync()
        {
            file.Position = part.Offset;
            var opener = new BidOpener(bid.Header, part, key) { LeafHashes = bid.LeafHashes };
            await opener.OpenAsync(file, Stream.Null, null, cancellationToken);
        }
    }
}
