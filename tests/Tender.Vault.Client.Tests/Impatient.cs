namespace Tender.Vault.Client.Tests;

/// <summary>A clock whose every pause is over at once.</summary>
internal sealed class Impatient : TimeProvider
{
    internal static Impatient Time { get; } = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.Zero : dueTime, period);
}
