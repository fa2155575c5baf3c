using Tender.Sample.Stack;

namespace Tender.Sample.Play;

/// <summary>Deadlines lie where a window of the ledger ends.</summary>
public static class GridTime
{
    /// <summary>The first border at or after an instant; the epoch is a multiple of the window length.</summary>
    public static DateTimeOffset OnGrid(this DateTimeOffset instant)
    {
        const long step = SampleLedger.WindowSeconds * TimeSpan.TicksPerSecond;
        var ticks = instant.UtcTicks;
        return new DateTimeOffset((ticks + step - 1) / step * step, TimeSpan.Zero);
    }
}
