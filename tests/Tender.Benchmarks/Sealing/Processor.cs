namespace Tender.Benchmarks.Sealing;

/// <summary>Processor time of this process, which a busy machine disturbs less than the clock on the wall.</summary>
internal static class Processor
{
    /// <summary>In microseconds from the kernel's own account; the process table counts in hundredths of a second only.</summary>
    public static double Seconds => Environment.CpuUsage.TotalTime.TotalSeconds;

    public static async Task<double> MeasureAsync(Func<Task> work)
    {
        var before = Seconds;
        await work();
        return Seconds - before;
    }
}
