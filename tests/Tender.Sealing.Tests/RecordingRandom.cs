namespace Tender.Sealing.Tests;

/// <summary>Chance that remembers what it gave, piece by piece.</summary>
internal sealed class RecordingRandom(IRandom source) : IRandom
{
    private readonly List<byte[]> drawn = [];

    public IReadOnlyList<byte[]> Drawn => drawn;

    public void Fill(Span<byte> destination)
    {
        source.Fill(destination);
        lock (drawn)
            drawn.Add(destination.ToArray());
    }
}
