using System.Diagnostics;

namespace Tender.Benchmarks.Sealing;

/// <summary>Processor time of this process, which a busy machine disturbs less than the clock on the wall.</summary>
internal static class Processor
{
    public static double Seconds
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.TotalProcessorTime.TotalSeconds;
        }
    }

    public static async Task<double> MeasureAsync(Func<Task> work)
    {
        var before = Seconds;
        await work();
        return Seconds - before;
    }
}
