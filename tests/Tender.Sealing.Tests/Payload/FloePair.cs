using Tender.Testing;

namespace Tender.Sealing.Tests;

/// <summary>One public pair of ciphertext and plaintext of FLOE.</summary>
internal sealed record FloePair(string Name, byte[] Ciphertext, byte[] Plaintext)
{
    public static readonly byte[] Key = new byte[32];
    public static readonly byte[] Aad = [.. "This is AAD"u8];

    public FloeParameters Parameters { get; } =
        Name switch
        {
            _ when Name.EndsWith("rotation", StringComparison.Ordinal) => new FloeParameters(40, 2),
            _ when Name.Contains("lastSeg", StringComparison.Ordinal) => new FloeParameters(40),
            _ when Name.EndsWith("_64", StringComparison.Ordinal) => new FloeParameters(64),
            _ when Name.EndsWith("_4K", StringComparison.Ordinal) => new FloeParameters(4096),
            _ => throw new InvalidDataException($"Unknown kind of pair: {Name}"),
        };

    public static IReadOnlyList<FloePair> All() =>
        [
            .. Directory
                .GetFiles(Vectors.Path("floe"), "*_ct.txt")
                .Order(StringComparer.Ordinal)
                .Select(f => Path.GetFileName(f)[..^"_ct.txt".Length])
                .Select(n => new FloePair(n, Bytes($"floe/{n}_ct.txt"), Bytes($"floe/{n}_pt.txt"))),
        ];

    public byte[] Header => Ciphertext[..FloeParameters.HeaderLength];

    /// <summary>The segments, cut by their length words.</summary>
    public List<byte[]> Segments()
    {
        var segments = new List<byte[]>();
        var rest = Ciphertext.AsSpan(FloeParameters.HeaderLength);
        while (!rest.IsEmpty)
        {
            var word = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(rest);
            var length = word == uint.MaxValue ? Parameters.SegmentLength : (int)word;
            segments.Add(rest[..length].ToArray());
            rest = rest[length..];
        }

        return segments;
    }

    private static byte[] Bytes(string path) => Convert.FromHexString(Vectors.Text(path).Trim());
}
