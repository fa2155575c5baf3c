namespace Tender.Rules;

/// <summary>A published exemption from waiting after the plan: an act with a reason, never silent.</summary>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="Reason">The reason that the public reads.</param>
public sealed record PlanWaiver(DateTimeOffset PublishedAt, string Reason);

/// <summary>When the notice may follow the plan: after 30 full days, or after a published exemption with its reason.</summary>
public static class PlanToNotice
{
    /// <summary>Name of the clock.</summary>
    public const string Clock = "planToNotice";

    /// <summary>The first lawful instant of the notice.</summary>
    /// <param name="clocks">The law.</param>
    /// <param name="planPublished">When the plan, or the change that restarted its clock, was published.</param>
    /// <param name="waiver">The exemption; one without a reason has no effect.</param>
    public static ClockBound Bound(StatutoryClocks clocks, DateTimeOffset planPublished, PlanWaiver? waiver = null)
    {
        ArgumentNullException.ThrowIfNull(clocks);
        var bound = clocks.Of(Clock, planPublished);
        if (waiver is null || string.IsNullOrWhiteSpace(waiver.Reason))
        {
            return bound;
        }

        // The exemption shortens the wait; it does not let the notice come before the plan or before the exemption itself.
        var from = waiver.PublishedAt > planPublished ? waiver.PublishedAt : planPublished;
        return from < bound.Earliest ? bound with { Earliest = from.ToUniversalTime() } : bound;
    }
}
