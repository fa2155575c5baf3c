using Npgsql;

namespace Tender.Site.Outbox;

/// <summary>The metronome of the outbox: looks once a second, works until nothing is due.</summary>
internal sealed class OutboxPump(IServiceScopeFactory scopes, TimeProvider clock, ILogger<OutboxPump> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await DeliverOneAsync(stoppingToken)) { }
            }
            // The database is away for a moment: the next tick asks again. Anything else ends the program, which its supervisor restarts.
            catch (NpgsqlException away)
            {
                log.LogWarning("Outbox waits for the database: {Problem}", away.Message);
            }
        }
    }

    private async Task<bool> DeliverOneAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<OutboxDelivery>().DeliverNextAsync(cancel);
    }
}
