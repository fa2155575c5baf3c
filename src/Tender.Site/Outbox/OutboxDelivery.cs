using Microsoft.EntityFrameworkCore;
using Tender.Site.Data;

namespace Tender.Site.Outbox;

/// <summary>Takes one due message, delivers it, writes down how it went. Two servers never take the same one.</summary>
public sealed class OutboxDelivery(SiteContext data, IEnumerable<IOutboxHandler> handlers, TimeProvider clock)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <summary>Works on one message.</summary>
    /// <returns>False when nothing was due.</returns>
    public async Task<bool> DeliverNextAsync(CancellationToken cancel)
    {
        await using var transaction = await data.Database.BeginTransactionAsync(cancel);
        var now = clock.GetUtcNow();
        var message = await data.Set<OutboxMessage>()
            .FromSql(
                $"""
                select * from outbox where delivered_at is null and due_at <= {now}
                order by due_at limit 1 for update skip locked
                """
            )
            .SingleOrDefaultAsync(cancel);
        if (message is null)
        {
            return false;
        }

        await TryAsync(message, now, cancel);
        await data.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    private async Task TryAsync(OutboxMessage message, DateTimeOffset now, CancellationToken cancel)
    {
        var handler = handlers.Single(h => h.Kind == message.Kind);
        message.Attempts++;
        try
        {
            var again = await handler.DeliverAsync(message.SubjectId, cancel);
            message.LastProblem = null;
            if (again is { } wait)
            {
                message.DueAt = now + wait;
            }
            else
            {
                message.DeliveredAt = now;
            }
        }
        catch (DeliveryException problem)
        {
            message.LastProblem = problem.Message;
            var wait = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(message.Attempts, 9)));
            message.DueAt = now + (wait < LongestWait ? wait : LongestWait);
        }
    }
}
