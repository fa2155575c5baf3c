namespace Tender.Sealing.Tests;

/// <summary>Progress that is told at once, on the same thread.</summary>
internal sealed class Heard(Action<long> told) : IProgress<long>
{
    public void Report(long value) => told(value);
}
