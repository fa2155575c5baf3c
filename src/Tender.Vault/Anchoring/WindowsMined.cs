using Npgsql;
using Tender.Ledger.Contracts;
using Tender.Vault.Database;
using Tender.Vault.Hosting;

namespace Tender.Vault.Anchoring;

/// <summary>Windows stand on the chain: their heads are recomputed and remembered. A failed transaction gives them back to the schedule.</summary>
internal sealed class WindowsMined(LedgerAccess ledger, Bell<ProveWindows> prove, Bell<AnchorWindows> again)
    : IMinedEffect
{
    public IReadOnlyList<string> Kinds => ["anchor"];

    public async Task ApplyAsync(NpgsqlConnection db, MinedRow mined, CancellationToken cancel)
    {
        var (first, last) = (mined.Row.FirstWindow!.Value, mined.Row.LastWindow!.Value);
        if (!mined.Succeeded)
        {
            await db.ExecuteAsync(
                "update window_log set state = 'cut' where n between $1 and $2 and state = 'signed'",
                cancel,
                first,
                last
            );
            return;
        }

        var previous =
            first == 0
                ? new byte[32]
                : await db.ScalarAsync<byte[]>("select head from window_log where n = $1", cancel, first - 1);
        foreach (var log in mined.Receipt.Logs)
        {
            if (ledger.AnchorLog.Decode(log) is { } told)
            {
                previous = await RememberAsync(db, previous!, told, cancel);
            }
        }
    }

    public void Announce(MinedRow mined)
    {
        // Windows that the chain refused (its clock is behind ours) wait for the schedule's next look.
        if (mined.Succeeded)
        {
            prove.Ring();
            again.Ring();
        }
    }

    private static async Task<byte[]> RememberAsync(
        NpgsqlConnection db,
        byte[] previous,
        WindowAnchored told,
        CancellationToken cancel
    )
    {
        var head = LedgerHeads.OfWindow(previous, told.Window, told.Root, told.PadCommit, told.AnchoredAt);
        var changed = await db.ExecuteAsync(
            """
            update window_log set state = 'mined', prev_head = $2, head = $3, anchored_at = $4
            where n = $1 and root = $5 and pad_commit = $6
            """,
            cancel,
            (long)told.Window,
            previous,
            head,
            (long)told.AnchoredAt,
            told.Root,
            told.PadCommit
        );
        return changed == 1 && head.AsSpan().SequenceEqual(told.Head)
            ? head
            : throw new ChainInconsistentException("The chain tells another window than was sent.");
    }
}
