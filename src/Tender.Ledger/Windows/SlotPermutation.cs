using System.Buffers.Binary;

namespace Tender.Ledger.Windows;

/// <summary>
/// The secret order of a window's slots (Ledger 5): Fisher-Yates from the last slot down, each draw two bytes (big-endian) of the seed's
/// stream; a draw at or above the largest multiple of the range is rejected, so that no slot is favoured.
/// </summary>
public static class SlotPermutation
{
    /// <summary>slot[0], slot[1], ...: where the first, second, ... real leaf goes. All 4,096 numbers occur once.</summary>
    public static int[] Of(WindowSeed seed)
    {
        ArgumentNullException.ThrowIfNull(seed);
        var slots = Enumerable.Range(0, WindowTree.Slots).ToArray();
        var stream = new Draws(seed);
        for (var last = slots.Length - 1; last > 0; last--)
        {
            var other = stream.Below(last + 1);
            (slots[last], slots[other]) = (slots[other], slots[last]);
        }

        return slots;
    }

    private sealed class Draws(WindowSeed seed)
    {
        private readonly byte[] block = new byte[32];
        private uint counter;
        private int used = 32;

        public int Below(int range)
        {
            var limit = 65536 / range * range;
            while (true)
            {
                if (used == block.Length)
                {
                    seed.StreamBlock(counter++, block);
                    used = 0;
                }

                var value = BinaryPrimitives.ReadUInt16BigEndian(block.AsSpan(used));
                used += 2;
                if (value < limit)
                    return value % range;
            }
        }
    }
}
