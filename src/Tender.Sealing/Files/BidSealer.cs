namespace Tender.Sealing;

/// <summary>
/// Seals a bid (SBID1 5 to 8). Streams: the output is written once from its beginning, memory does not grow with the size. Every
/// run draws new secrets, so two files of the same content share nothing.
/// </summary>
public sealed class BidSealer(IRandom random, TimeProvider time)
{
    /// <summary>
    /// Writes the sealed file to <paramref name="output"/>. A run that fails or is cancelled leaves a useless piece of a file: write
    /// under a temporary name, and open the result once before it is called ready (SBID1 14).
    /// </summary>
    /// <param name="request">What is sealed.</param>
    /// <param name="output">Written forwards only; not flushed or disposed here.</param>
    /// <param name="progress">Bytes of content sealed so far, over all parts.</param>
    /// <param name="cancellationToken">Stops between two pieces.</param>
    /// <exception cref="ArgumentException">The request cannot make a valid file.</exception>
    /// <exception cref="SealingException">
    /// <see cref="SealingError.Point"/>: the public key is no point. <see cref="SealingError.ContentLength"/>: a content was shorter
    /// or longer than said.
    /// </exception>
    public async Task<SealedBid> SealAsync(
        SealRequest request,
        Stream output,
        IProgress<long>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(output);
        request.Check();
        using var draft = HeaderWriter.Write(request, random, time.GetUtcNow());
        var tree = new TreeBuilder();
        tree.Add(draft.Header.Bytes.Span);
        await output.WriteAsync(draft.Header.Bytes, cancellationToken).ConfigureAwait(false);
        var writer = new PayloadWriter(output, tree, random, request.Workers, progress);
        foreach (var (input, message) in request.Parts.Zip(draft.Messages))
        {
            var plaintext = new PartPlaintext(input, request.Padded);
            await writer.WriteAsync(message, plaintext, cancellationToken).ConfigureAwait(false);
        }

        return new SealedBid
        {
            Header = draft.Header,
            TreeRoot = tree.Root(),
            LeafHashes = tree.LeafHashes,
            Secrets = draft.Secrets,
        };
    }
}
