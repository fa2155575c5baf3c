namespace Tender.Sealing;

/// <summary>
/// Writes the segments of one file, part after part, with as much memory as two batches. While the workers seal one batch, the one
/// before is written and the next one read.
/// </summary>
internal sealed class PayloadWriter(
    Stream output,
    TreeBuilder tree,
    IRandom random,
    int workers,
    IProgress<long>? progress
)
{
    private const int SegmentsPerWorker = 4;
    private SegmentBatch sealing = new(workers * SegmentsPerWorker);
    private SegmentBatch other = new(workers * SegmentsPerWorker);
    private long done;

    public async Task WriteAsync(FloeMessage message, PartPlaintext part, CancellationToken cancellationToken)
    {
        var ciphers = Enumerable.Range(0, workers).Select(_ => new FloeCipher(message)).ToArray();
        try
        {
            await PumpAsync(ciphers, part, cancellationToken).ConfigureAwait(false);
            await part.CheckEndAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            foreach (var cipher in ciphers)
                cipher.Dispose();
            sealing.Wipe();
            other.Wipe();
        }
    }

    private async Task PumpAsync(FloeCipher[] ciphers, PartPlaintext part, CancellationToken cancellationToken)
    {
        ulong position = 0;
        await sealing.FillAsync(part, position, random, cancellationToken).ConfigureAwait(false);
        var written = true;
        while (sealing.Count > 0)
        {
            var work = SealAsync(ciphers, sealing);
            try
            {
                if (!written)
                    await WriteAsync(other, cancellationToken).ConfigureAwait(false);
                position += (ulong)sealing.Count;
                await other.FillAsync(part, position, random, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                // Also when reading or writing failed: the workers still hold the batch and the ciphers.
                await work.ConfigureAwait(false);
            }

            (sealing, other) = (other, sealing);
            written = false;
        }

        await WriteAsync(other, cancellationToken).ConfigureAwait(false);
    }

    private static Task SealAsync(FloeCipher[] ciphers, SegmentBatch batch)
    {
        if (ciphers.Length > 1)
            return Task.WhenAll(ciphers.Select(c => Task.Run(() => batch.Seal(c))));
        batch.Seal(ciphers[0]);
        return Task.CompletedTask;
    }

    private async Task WriteAsync(SegmentBatch batch, CancellationToken cancellationToken)
    {
        for (var index = 0; index < batch.Count; index++)
        {
            tree.AddHash(batch.Leaf(index));
            await output.WriteAsync(batch.Segment(index), cancellationToken).ConfigureAwait(false);
        }

        done += batch.Content;
        progress?.Report(done);
    }
}
