namespace Tender.Site.Outbox;

/// <summary>Delivers one kind of message. Delivery happens at least once, so a handler MUST be idempotent.</summary>
public interface IOutboxHandler
{
    string Kind { get; }

    /// <summary>Delivers.</summary>
    /// <returns>Null when done, else when to ask again (the other side is still busy with it).</returns>
    Task<TimeSpan?> DeliverAsync(Guid subject, CancellationToken cancel);
}

/// <summary>A delivery that failed for a reason worth a new try.</summary>
public sealed class DeliveryException(string problem, Exception? inner = null) : Exception(problem, inner);
