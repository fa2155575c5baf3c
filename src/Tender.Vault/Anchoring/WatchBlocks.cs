using Tender.Ledger.Contracts;
using Tender.Vault.Database;
using Tender.Vault.Hosting;

namespace Tender.Vault.Anchoring;

/// <summary>Re-reads the last blocks that hold windows (Ledger 8, re-org watch). A changed one is a red alarm.</summary>
internal sealed partial class WatchBlocks(
    VaultDatabase database,
    LedgerAccess ledger,
    LedgerGate gate,
    VaultClock clock,
    ILogger<WatchBlocks> log
) : IStep
{
    public async Task<TimeSpan> RunAsync(CancellationToken cancel)
    {
        if (!gate.IsOpen)
        {
            return TimeSpan.FromSeconds(10);
        }

        await using var db = await database.OpenAsync(cancel);
        var known = await db.ListAsync(
            """
            select distinct block_number, block_hash from outbox
            where kind = 'anchor' and status = 'mined' order by block_number desc limit 10
            """,
            r => ((ulong)r.GetInt64(0), r.Bytes(1)),
            cancel
        );
        var watch = new ChainWatch([(ledger.Options.Urls[0], ledger.Chain)]);
        foreach (var changed in await watch.CheckAsync(known, cancel))
        {
            Changed(changed.Number);
            gate.Close();
            await db.ExecuteAsync(
                "insert into incident (at, kind, detail) values ($1, 'block changed', $2)",
                cancel,
                clock.Now,
                $"block {changed.Number}"
            );
        }

        return TimeSpan.FromMinutes(1);
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "Block {Number} is another one than before.")]
    private partial void Changed(ulong number);
}
