using System.Buffers.Binary;
using System.Security.Cryptography;
using Tender.Sealing;

namespace Tender.Testing;

/// <summary>Chance that can be repeated: block i of the stream is SHA-256(seed, i). Same seed and same calls give the same bytes.</summary>
public sealed class SeededRandom(ulong seed) : IRandom
{
    private readonly Lock gate = new();
    private readonly byte[] block = new byte[32];
    private ulong next;
    private int used = 32;

    public void Fill(Span<byte> destination)
    {
        lock (gate)
        {
            while (!destination.IsEmpty)
            {
                if (used == block.Length)
                    Refill();
                var count = Math.Min(destination.Length, block.Length - used);
                block.AsSpan(used, count).CopyTo(destination);
                used += count;
                destination = destination[count..];
            }
        }
    }

    private void Refill()
    {
        Span<byte> input = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(input, seed);
        BinaryPrimitives.WriteUInt64BigEndian(input[8..], next++);
        SHA256.HashData(input, block);
        used = 0;
    }
}
