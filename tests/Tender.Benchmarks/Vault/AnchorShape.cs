using Tender.Testing;
using Tender.Vault.Tests.Kit;

namespace Tender.Benchmarks.Vault;

/// <summary>Whether windows went to the chain as the public schedule says: every five windows one transaction, whatever is inside.</summary>
internal sealed class AnchorShape(VaultKit kit)
{
    private const int Batch = 5;

    /// <summary>The number of the window that begins the next batch, when it begins.</summary>
    internal async Task<long> NextBorderAsync(CancellationToken cancel)
    {
        var now = (long)kit.Ledger.Grid.WindowOf(kit.Time.GetUtcNow());
        var border = (now / Batch + 1) * Batch;
        await Task.Delay(kit.Ledger.Grid.Start((ulong)border) - kit.Time.GetUtcNow(), cancel);
        return border;
    }

    /// <summary>Transactions for these windows that do not hold exactly one batch each, or are missing.</summary>
    internal async Task<Measurement> MeasureAsync(long first, int windows, CancellationToken cancel)
    {
        var last = first + windows - 1;
        await Eventually.TrueAsync(
            () =>
                kit.ScalarAsync<bool>(
                    "select exists (select from outbox where kind = 'anchor' and status = 'mined' and last_window >= $1)",
                    last
                ),
            "the windows are anchored",
            TimeSpan.FromSeconds(60)
        );
        cancel.ThrowIfCancellationRequested();
        var regular = await kit.ScalarAsync<long>(
            """
            select count(*) from outbox
            where kind = 'anchor' and status = 'mined' and first_window between $1 and $2
                and first_window % $3 = 0 and last_window = first_window + $3 - 1
            """,
            first,
            last,
            (long)Batch
        );
        return Measurement.AtMost(
            "anchoring transactions off the public schedule under this load",
            windows / Batch - regular,
            "",
            0
        );
    }
}
