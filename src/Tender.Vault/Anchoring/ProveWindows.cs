using Npgsql;
using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Tender.Ledger.Proofs;
using Tender.Ledger.Receipts;
using Tender.Vault.Database;
using Tender.Vault.Hosting;

namespace Tender.Vault.Anchoring;

/// <summary>
/// Takes the chain's proof of every mined window, empty or not, checks it and issues the offline receipts (Ledger 8, step 6). What fails its
/// check is not issued.
/// </summary>
internal sealed class ProveWindows(VaultDatabase database, LedgerAccess ledger, LedgerGate gate, IssueReceipts receipts)
    : IStep
{
    private const int MostAtOnce = 20;

    public async Task<TimeSpan> RunAsync(CancellationToken cancel)
    {
        await gate.PassAsync(cancel);
        try
        {
            await ProveAllAsync(cancel);
        }
        catch (Exception failure) when (failure is RpcUnavailableException or ChainInconsistentException)
        {
            // A block that is gone: the chain may have lost its tail.
            gate.Close();
            throw;
        }

        return TimeSpan.FromSeconds(10);
    }

    private async Task ProveAllAsync(CancellationToken cancel)
    {
        List<MinedWindow> mined;
        do
        {
            mined = await MinedAsync(cancel);
            foreach (var window in mined)
            {
                await ProveAsync(window, cancel);
            }
        } while (mined.Count == MostAtOnce);
    }

    private async Task<List<MinedWindow>> MinedAsync(CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        return await db.ListAsync(
            """
            select w.n, w.root, w.pad_commit, w.prev_head, w.head, w.anchored_at, o.tx_hash, o.block_number
            from window_log w
            join outbox o on o.kind = 'anchor' and o.status = 'mined' and w.n between o.first_window and o.last_window
            where w.state = 'mined' order by w.n limit $1
            """,
            r => new MinedWindow(
                r.GetInt64(0),
                new AnchoredWindow
                {
                    Root = r.Bytes(1),
                    PadCommit = r.Bytes(2),
                    PrevHead = r.Bytes(3),
                    Head = r.Bytes(4),
                    AnchoredAt = (ulong)r.GetInt64(5),
                    Late = ledger.Grid.IsLate((ulong)r.GetInt64(0), (ulong)r.GetInt64(5)),
                },
                r.Bytes(6),
                (ulong)r.GetInt64(7)
            ),
            cancel,
            MostAtOnce
        );
    }

    private async Task ProveAsync(MinedWindow window, CancellationToken cancel)
    {
        var block =
            await ledger.Chain.BlockAsync(window.BlockNumber, cancel)
            ?? throw new ChainInconsistentException("The block of a window is gone.");
        var keys = ledger.Builder.KeysOf((ulong)window.N);
        var answer = await ledger.Chain.ProofAsync(ledger.AnchorLog.Contract, keys, window.BlockNumber, cancel);
        var anchor = ledger.Builder.BuildAnchor((ulong)window.N, window.TxHash, block.Json, answer);
        Check(window, anchor);
        await using var work = await database.BeginAsync(cancel);
        var revision =
            1
            + await work.Db.ScalarAsync<int>(
                "select coalesce(max(revision), 0) from window_proof where window_n = $1",
                cancel,
                window.N
            );
        await StoreAsync(work.Db, window, anchor, revision, cancel);
        await receipts.ExecuteAsync(work.Db, window, anchor, revision, cancel);
        await work.Db.ExecuteAsync(
            "update window_log set state = 'proved' where n = $1 and state = 'mined'",
            cancel,
            window.N
        );
        await work.CommitAsync(cancel);
    }

    private static Task<int> StoreAsync(
        NpgsqlConnection db,
        MinedWindow window,
        AnchorProof anchor,
        int revision,
        CancellationToken cancel
    ) =>
        db.ExecuteAsync(
            """
            insert into window_proof (window_n, revision, tx_hash, block_number, block_hash, header_rlp, account_proof, storage_key,
                storage_proof)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            cancel,
            window.N,
            revision,
            anchor.TxHash,
            (long)anchor.Block.Number,
            anchor.Block.Hash,
            anchor.Block.HeaderRlp,
            anchor.AccountProof.ToArray(),
            anchor.StorageKey,
            anchor.StorageProof.ToArray()
        );

    /// <summary>The head of the window stands in the contract at the block; the receipts' own check repeats it with everything else.</summary>
    private static void Check(MinedWindow window, AnchorProof anchor)
    {
        var header = BlockHeader.Parse(anchor.Block.HeaderRlp);
        var account = AccountState.Prove(
            header.StateRoot,
            new Address(anchor.AnchorLog),
            anchor.AccountProof,
            out var detail
        );
        var head = account?.ProveSlot(anchor.StorageKey, anchor.StorageProof, out detail);
        if (head is null || !head.AsSpan().SequenceEqual(window.Anchored.Head))
        {
            throw new ChainInconsistentException($"The proof of a window does not hold: {detail}");
        }
    }
}

/// <summary>A window that stands on the chain.</summary>
/// <param name="N">Number.</param>
/// <param name="Anchored">As anchored.</param>
/// <param name="TxHash">The transaction.</param>
/// <param name="BlockNumber">Its block.</param>
internal sealed record MinedWindow(long N, AnchoredWindow Anchored, byte[] TxHash, ulong BlockNumber);
