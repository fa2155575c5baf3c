namespace Tender.Ledger.Windows;

/// <summary>
/// Where windows lie in time (Ledger 3.1): window n is [epoch0 + n·length, epoch0 + (n + 1)·length). All deadlines lie on a border.
/// </summary>
/// <param name="Epoch0">Start of window 0, seconds since 1970 UTC; a multiple of the length.</param>
/// <param name="WindowSeconds">Length of a window, at least 1 second.</param>
/// <param name="MaxLagSeconds">Seconds after its end from which an anchored window counts as late.</param>
public sealed record WindowGrid(ulong Epoch0, ulong WindowSeconds, ulong MaxLagSeconds)
{
    /// <summary>First second after window <paramref name="n"/>, as the contract's windowEnd.</summary>
    public ulong EndOf(ulong n) => checked(Epoch0 + (n + 1) * WindowSeconds);

    /// <summary>True when a deadline may lie at this second.</summary>
    public bool IsOnGrid(ulong time) => time > Epoch0 && (time - Epoch0) % WindowSeconds == 0;

    /// <summary>True when a deadline may lie at this instant; fractions of a second are never on the grid.</summary>
    public bool IsOnGrid(DateTimeOffset time) =>
        time.UtcTicks % TimeSpan.TicksPerSecond == 0 && time.ToUnixTimeSeconds() is > 0 and var s && IsOnGrid((ulong)s);

    /// <summary>
    /// The last window that ends at or before a deadline on the grid: a bid is in time iff its window is at most this one (Ledger 3.2).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The deadline is not on the grid.</exception>
    public ulong LastBefore(ulong deadline) =>
        IsOnGrid(deadline)
            ? (deadline - Epoch0) / WindowSeconds - 1
            : throw new ArgumentOutOfRangeException(nameof(deadline), deadline, "not on the grid");

    /// <summary>Number of the window that holds an instant.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Before window 0.</exception>
    public ulong WindowOf(DateTimeOffset at)
    {
        var seconds = at.ToUnixTimeSeconds();
        ArgumentOutOfRangeException.ThrowIfLessThan(seconds, (long)Epoch0, nameof(at));
        return ((ulong)seconds - Epoch0) / WindowSeconds;
    }

    /// <summary>First instant of a window.</summary>
    public DateTimeOffset Start(ulong window) => Instant(Epoch0 + window * WindowSeconds);

    /// <summary>First instant after a window.</summary>
    public DateTimeOffset End(ulong window) => Instant(EndOf(window));

    /// <summary>The first instant at or after this one where a deadline may lie, for deadlines that people choose freely.</summary>
    public DateTimeOffset NextBorder(DateTimeOffset at)
    {
        if (at <= Start(0))
            return End(0);
        var window = WindowOf(at);
        return at == Start(window) ? at : End(window);
    }

    /// <summary>Whether a window anchored at this block time (seconds) counts as late.</summary>
    public bool IsLate(ulong window, ulong anchoredAt) => anchoredAt > EndOf(window) + MaxLagSeconds;

    /// <summary>The UTC day whose day key makes the window's seed: that of the window's start (Ledger 5).</summary>
    public DateOnly DayOf(ulong window) => DateOnly.FromDateTime(Start(window).UtcDateTime);

    private static DateTimeOffset Instant(ulong seconds) => DateTimeOffset.FromUnixTimeSeconds((long)seconds);
}
