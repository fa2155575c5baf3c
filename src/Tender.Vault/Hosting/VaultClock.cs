using Tender.Vault.Faults;

namespace Tender.Vault.Hosting;

/// <summary>
/// The clock that decides deadlines: whole milliseconds, UTC. A step back freezes it for decisions until the time it had told is reached
/// again, because a bid refused as late must not be followed by one accepted as early (SBID1 11.2).
/// </summary>
internal sealed partial class VaultClock(TimeProvider time, ILogger<VaultClock> log)
{
    // Two requests may read the clock in one order and arrive here in the other; a real step is far larger.
    private const long ToleranceMs = 50;
    private long latest = long.MinValue;

    /// <summary>The underlying time, for waiting and for everything that decides nothing.</summary>
    internal TimeProvider Time => time;

    /// <summary>Now, for show.</summary>
    internal DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Now, for a decision.</summary>
    /// <exception cref="RefusedException">ET-3070: the clock stepped back.</exception>
    internal DateTimeOffset Decide()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var seen = Volatile.Read(ref latest);
        while (now > seen)
        {
            var found = Interlocked.CompareExchange(ref latest, now, seen);
            if (found == seen)
            {
                return DateTimeOffset.FromUnixTimeMilliseconds(now);
            }

            seen = found;
        }

        if (seen - now > ToleranceMs)
        {
            SteppedBack(seen - now);
            throw new RefusedException(VaultFaults.ClockFrozen) { RetryAfter = TimeSpan.FromMilliseconds(seen - now) };
        }

        // Within the tolerance the later reading counts, so that decisions never go back.
        return DateTimeOffset.FromUnixTimeMilliseconds(seen);
    }

    /// <summary>An instant that was decided before this process started.</summary>
    internal void Remember(DateTimeOffset decided) => latest = Math.Max(latest, decided.ToUnixTimeMilliseconds());

    [LoggerMessage(
        Level = LogLevel.Critical,
        Message = "The clock stepped back by {Milliseconds} ms: decisions are frozen."
    )]
    private partial void SteppedBack(long milliseconds);
}
