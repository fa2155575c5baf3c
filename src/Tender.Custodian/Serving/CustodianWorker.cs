using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tender.Custodian.Configuration;
using Tender.Custodian.History;
using Tender.Ledger;
using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Tender.Sealing;
using Tender.Vault.Client;

namespace Tender.Custodian.Serving;

/// <summary>
/// Looks at the vault again and again: joins pools, makes keys, answers sets. A fault of one look is logged once and the next look tries
/// again; only damage of the seat's own memory stops it.
/// </summary>
internal sealed class CustodianWorker(
    SeatConfiguration configuration,
    SeatDuties duties,
    TimeProvider clock,
    ILogger<CustodianWorker> log
) : BackgroundService
{
    private readonly Announcements said = new(log);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        log.LogInformation("Seat {Number} serves {Vault}.", configuration.Seat.Number, configuration.Seat.Vault);
        using var timer = new PeriodicTimer(configuration.Seat.Interval, clock);
        do
        {
            await LookAsync(stoppingToken);
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task LookAsync(CancellationToken stopping)
    {
        try
        {
            await duties.PerformAsync(said, stopping);
            said.Forget("fault");
        }
        catch (VaultProblemException problem)
        {
            said.Warn("fault", $"The vault answered {problem.Facts.Code}: {problem.Facts.En}");
        }
        catch (Exception fault)
            when (fault
                    is CeremonyRefusedException
                        or CocktailAbortException
                        or SealingException
                        or LedgerFormatException
                        or RpcException
                        or RpcUnavailableException
                        or ChainInconsistentException
                        or TimeoutException
            )
        {
            said.Warn("fault", fault.Message);
        }
        catch (HistoryDamagedException damage)
        {
            // The host stops with its worker, but would call that success.
            Environment.ExitCode = 1;
            log.LogCritical(damage, "The seat stops.");
            throw;
        }
    }
}
