using System.Security.Cryptography;

namespace Tender.Sealing;

/// <summary>
/// Room for one segment on its way: filled with plaintext, sealed in place by a worker, written, filled again. One zero byte lies
/// before the segment, so that the leaf <c>H(00 || segment)</c> is one hash over the slot.
/// </summary>
internal sealed class SegmentSlot
{
    private readonly byte[] buffer = GC.AllocateUninitializedArray<byte>(1 + SealedLayout.SegmentLength);
    private readonly byte[] iv = new byte[12];
    private TaskCompletionSource<byte[]> leaf = new();
    private ulong position;
    private bool final;
    private int length;

    /// <summary>Bytes of content in the segment.</summary>
    public int Content { get; private set; }

    public ReadOnlyMemory<byte> Segment => buffer.AsMemory(1, length);

    /// <summary>The leaf hash, as soon as the segment is sealed.</summary>
    public Task<byte[]> Leaf => leaf.Task;

    /// <summary>Takes the next piece of the part, and draws its IV.</summary>
    public async Task FillAsync(PartPlaintext part, ulong at, IRandom random, CancellationToken cancellationToken)
    {
        var text = (int)Math.Min(part.Left, SealedLayout.SegmentPlaintext);
        buffer[0] = 0;
        Content = await part.FillAsync(buffer.AsMemory(1 + SealedLayout.TextStart, text), cancellationToken)
            .ConfigureAwait(false);
        random.Fill(iv);
        (position, final, length) = (at, part.Left == 0, text + FloeParameters.SegmentOverhead);
        leaf = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Seals and hashes. What goes wrong comes out of <see cref="Leaf"/>: whoever waits for it must not wait for ever.</summary>
    public void Seal(FloeCipher cipher)
    {
        try
        {
            var slot = buffer.AsSpan(0, 1 + length);
            cipher.Seal(position, final, iv, slot[1..]);
            leaf.SetResult(SHA256.HashData(slot));
        }
        catch (Exception problem)
        {
            leaf.SetException(problem);
        }
    }

    /// <summary>What was not sealed yet is plaintext.</summary>
    public void Wipe() => CryptographicOperations.ZeroMemory(buffer);
}
