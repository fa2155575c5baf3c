using System.Threading.Channels;

namespace Tender.Sealing;

/// <summary>
/// Writes the segments of one file, part after part. One worker seals where it reads, while the bytes are in the processor's cache;
/// several take segments from a queue, so that one which the machine stops keeps the others no longer waiting than the slots last.
/// </summary>
internal sealed class PayloadWriter(
    Stream output,
    TreeBuilder tree,
    IRandom random,
    int workers,
    IProgress<long>? progress
)
{
    private const int SlotsPerWorker = 4;
    private readonly SegmentSlot[] slots =
    [
        .. Enumerable.Range(0, workers == 1 ? 1 : workers * SlotsPerWorker).Select(_ => new SegmentSlot()),
    ];
    private long done;

    public async Task WriteAsync(FloeMessage message, PartPlaintext part, CancellationToken cancellationToken)
    {
        var ciphers = Enumerable.Range(0, workers).Select(_ => new FloeCipher(message)).ToArray();
        var queue = Channel.CreateUnbounded<SegmentSlot>();
        var working = workers == 1 ? [] : ciphers.Select(c => Task.Run(() => WorkAsync(c, queue.Reader))).ToArray();
        try
        {
            await PumpAsync(part, slot => Start(slot, ciphers, queue.Writer), cancellationToken).ConfigureAwait(false);
            await part.CheckEndAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Also when reading or writing failed: until they end, the workers hold slots and ciphers.
            queue.Writer.Complete();
            await Task.WhenAll(working).ConfigureAwait(false);
            foreach (var cipher in ciphers)
                cipher.Dispose();
            foreach (var slot in slots)
                slot.Wipe();
        }
    }

    private async Task PumpAsync(PartPlaintext part, Action<SegmentSlot> start, CancellationToken cancellationToken)
    {
        var written = 0;
        var position = 0;
        for (; part.Left > 0; position++)
        {
            if (position - written == slots.Length)
                await WriteAsync(slots[written++ % slots.Length], cancellationToken).ConfigureAwait(false);
            var slot = slots[position % slots.Length];
            await slot.FillAsync(part, (ulong)position, random, cancellationToken).ConfigureAwait(false);
            start(slot);
        }

        while (written < position)
            await WriteAsync(slots[written++ % slots.Length], cancellationToken).ConfigureAwait(false);
    }

    private static void Start(SegmentSlot slot, FloeCipher[] ciphers, ChannelWriter<SegmentSlot> queue)
    {
        if (ciphers.Length == 1)
            slot.Seal(ciphers[0]);
        else
            _ = queue.TryWrite(slot);
    }

    private static async Task WorkAsync(FloeCipher cipher, ChannelReader<SegmentSlot> queue)
    {
        await foreach (var slot in queue.ReadAllAsync().ConfigureAwait(false))
            slot.Seal(cipher);
    }

    private async Task WriteAsync(SegmentSlot slot, CancellationToken cancellationToken)
    {
        tree.AddHash(await slot.Leaf.ConfigureAwait(false));
        await output.WriteAsync(slot.Segment, cancellationToken).ConfigureAwait(false);
        done += slot.Content;
        progress?.Report(done);
    }
}
