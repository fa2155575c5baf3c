namespace Tender.Ledger.Windows;

/// <summary>
/// Where windows lie in time (Ledger 3.1): window n is [epoch0 + n·length, epoch0 + (n + 1)·length), in seconds since 1970 UTC. All
/// deadlines lie on a border.
/// </summary>
public sealed record WindowGrid
{
    /// <summary>Start of window 0, seconds since 1970 UTC; a multiple of <see cref="WindowSeconds"/>.</summary>
    public required ulong Epoch0 { get; init; }

    /// <summary>Length of a window, seconds, at least 1.</summary>
    public required ulong WindowSeconds { get; init; }

    /// <summary>Seconds after its end from which an anchored window counts as late.</summary>
    public required ulong MaxLagSeconds { get; init; }

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
    public DateTimeOffset End(ulong window) => Instant(EndSeconds(window));

    /// <summary>First second after a window, as the contract's windowEnd.</summary>
    public ulong EndSeconds(ulong window) => checked(Epoch0 + (window + 1) * WindowSeconds);

    /// <summary>Whether a deadline can be registered: on a border, after the start of window 0.</summary>
    public bool IsOnGrid(DateTimeOffset deadline)
    {
        var seconds = deadline.ToUnixTimeSeconds();
        return seconds > (long)Epoch0
            && deadline == DateTimeOffset.FromUnixTimeSeconds(seconds)
            && ((ulong)seconds - Epoch0) % WindowSeconds == 0;
    }

    /// <summary>The first border at or after an instant, for deadlines that people choose freely.</summary>
    public DateTimeOffset NextBorder(DateTimeOffset at)
    {
        if (at <= Start(0))
            return End(0);
        var window = WindowOf(at);
        return at == Start(window) ? at : End(window);
    }

    /// <summary>Number of the last window before a deadline: a bid is in time iff its window is at most this one (Ledger 3.2).</summary>
    /// <exception cref="ArgumentOutOfRangeException">No whole window lies before the deadline.</exception>
    public ulong LastWindowBefore(ulong deadlineSeconds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(deadlineSeconds, Epoch0 + WindowSeconds);
        return (deadlineSeconds - Epoch0) / WindowSeconds - 1;
    }

    /// <summary>As <see cref="LastWindowBefore(ulong)"/>.</summary>
    public ulong LastWindowBefore(DateTimeOffset deadline) => LastWindowBefore((ulong)deadline.ToUnixTimeSeconds());

    /// <summary>Whether a window anchored at this block time (seconds) counts as late.</summary>
    public bool IsLate(ulong window, ulong anchoredAt) => anchoredAt > EndSeconds(window) + MaxLagSeconds;

    /// <summary>The UTC day whose day key makes the window's seed: that of the window's start (Ledger 5).</summary>
    public DateOnly DayOf(ulong window) => DateOnly.FromDateTime(Start(window).UtcDateTime);

    private static DateTimeOffset Instant(ulong seconds) => DateTimeOffset.FromUnixTimeSeconds((long)seconds);
}
