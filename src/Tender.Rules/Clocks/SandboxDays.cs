namespace Tender.Rules;

/// <summary>Short days for demonstrations and training: day number = floor((t - start of the first day) / day length), no rest days.</summary>
public sealed class SandboxDays : DayScale
{
    private readonly TimeSpan length;
    private readonly DateTimeOffset start;

    /// <summary>A scale.</summary>
    /// <param name="length">Length of one statutory day.</param>
    /// <param name="start">Start of the tender's first day.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is not positive.</exception>
    public SandboxDays(TimeSpan length, DateTimeOffset start)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length, TimeSpan.Zero);
        this.length = length;
        this.start = start;
    }

    /// <inheritdoc/>
    public override string Version => $"sandbox/{length.TotalSeconds:0.###}s";

    /// <inheritdoc/>
    public override long DayOf(DateTimeOffset instant) =>
        (long)Math.Floor((decimal)(instant - start).Ticks / length.Ticks);

    /// <inheritdoc/>
    public override DateTimeOffset StartOf(long day) => start + TimeSpan.FromTicks(checked(length.Ticks * day));

    /// <inheritdoc/>
    public override bool IsRest(long day) => false;

    /// <inheritdoc/>
    public override bool IsProvisional(long day) => false;
}
