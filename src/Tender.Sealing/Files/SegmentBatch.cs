using System.Security.Cryptography;

namespace Tender.Sealing;

/// <summary>
/// Segments on their way: filled with plaintext, sealed in place by the workers, written, filled again. A slot is one zero byte and
/// a segment, so that the leaf <c>H(00 || segment)</c> is one hash over the slot.
/// </summary>
internal sealed class SegmentBatch(int slots)
{
    private const int SlotLength = 1 + SealedLayout.SegmentLength;
    private const int IvLength = 12;
    private readonly byte[] buffer = GC.AllocateUninitializedArray<byte>(slots * SlotLength);
    private readonly byte[] ivs = new byte[slots * IvLength];
    private readonly int[] lengths = new int[slots];
    private readonly byte[][] leaves = new byte[slots][];
    private ulong firstPosition;
    private bool last;
    private int taken;

    /// <summary>Segments in the batch.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of content in the batch.</summary>
    public long Content { get; private set; }

    public ReadOnlyMemory<byte> Segment(int index) => buffer.AsMemory(index * SlotLength + 1, lengths[index]);

    public byte[] Leaf(int index) => leaves[index];

    /// <summary>Takes as much of the part as fits, and draws an IV for each segment.</summary>
    public async Task FillAsync(PartPlaintext part, ulong position, IRandom random, CancellationToken cancellationToken)
    {
        Count = 0;
        Content = 0;
        taken = 0;
        firstPosition = position;
        while (Count < slots && part.Left > 0)
        {
            var text = (int)Math.Min(part.Left, SealedLayout.SegmentPlaintext);
            var slot = Count * SlotLength;
            buffer[slot] = 0;
            Content += await part.FillAsync(buffer.AsMemory(slot + 1 + SealedLayout.TextStart, text), cancellationToken)
                .ConfigureAwait(false);
            random.Fill(ivs.AsSpan(Count * IvLength, IvLength));
            lengths[Count++] = text + FloeParameters.SegmentOverhead;
        }

        last = part.Left == 0;
    }

    /// <summary>Seals and hashes one segment after the other, each of which one worker takes: a slow worker keeps nobody waiting.</summary>
    public void Seal(FloeCipher cipher)
    {
        int index;
        while ((index = Interlocked.Increment(ref taken) - 1) < Count)
        {
            var slot = buffer.AsSpan(index * SlotLength, 1 + lengths[index]);
            var final = last && index == Count - 1;
            cipher.Seal(firstPosition + (ulong)index, final, ivs.AsSpan(index * IvLength, IvLength), slot[1..]);
            leaves[index] = SHA256.HashData(slot);
        }
    }

    /// <summary>What was not sealed yet is plaintext.</summary>
    public void Wipe() => CryptographicOperations.ZeroMemory(buffer);
}
