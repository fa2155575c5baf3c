using Npgsql;
using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Tender.Vault.Database;

namespace Tender.Vault.Anchoring;

/// <summary>Transactions that the vault owes the chain (Ledger 8). A row is written in the transaction of the act that wants it.</summary>
internal static class Outbox
{
    internal const string Columns = """
        select id, signer, kind, first_window, last_window, ref, call_to, call_data, gas_limit, nonce, raw_tx, tx_hash, status,
            block_number, block_time, phase
        from outbox
        """;

    internal static Task QueueAsync(
        NpgsqlConnection db,
        OutboxEntry entry,
        DateTimeOffset now,
        CancellationToken cancel
    ) =>
        db.ExecuteAsync(
            """
            insert into outbox
                (signer, kind, first_window, last_window, ref, phase, call_to, call_data, gas_limit, status, queued_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'queued', $10)
            """,
            cancel,
            entry.Signer.ToBytes(),
            entry.Kind,
            entry.FirstWindow,
            entry.LastWindow,
            entry.TenderRef,
            (short?)entry.Phase,
            entry.Call.To!.Value.ToBytes(),
            entry.Call.Data.ToArray(),
            (long)entry.Call.GasLimit,
            now
        );

    /// <summary>A transaction that somebody else signed. The same one again changes nothing.</summary>
    internal static Task AcceptAsync(
        NpgsqlConnection db,
        SignedTransaction transaction,
        RelayedShare share,
        DateTimeOffset now,
        CancellationToken cancel
    ) =>
        db.ExecuteAsync(
            """
            insert into outbox (signer, kind, ref, phase, nonce, raw_tx, tx_hash, status, queued_at)
            values ($1, 'relay', $2, $3, $4, $5, $6, 'signed', $7) on conflict (tx_hash) do nothing
            """,
            cancel,
            transaction.Sender.ToBytes(),
            share.TenderRef,
            (short)share.Phase,
            (long)transaction.Transaction.Nonce,
            transaction.Raw,
            transaction.Hash,
            now
        );

    /// <summary>The oldest transaction of an account that is not finished: nonces are used in order, one at a time.</summary>
    internal static Task<OutboxRow?> OldestAsync(NpgsqlConnection db, byte[] signer, CancellationToken cancel) =>
        db.FirstAsync(
            $"{Columns} where signer = $1 and status in ('queued', 'signed') order by id limit 1",
            OutboxRow.Read,
            cancel,
            signer
        );
}

/// <summary>A transaction that is wanted.</summary>
/// <param name="Kind">Which effect follows when it is mined.</param>
/// <param name="Signer">The account.</param>
/// <param name="Call">What it does.</param>
internal sealed record OutboxEntry(string Kind, Address Signer, ContractCall Call)
{
    internal long? FirstWindow { get; init; }

    internal long? LastWindow { get; init; }

    internal byte[]? TenderRef { get; init; }

    /// <summary>The opening that it is about; null for what happens before one.</summary>
    internal int? Phase { get; init; }
}

/// <summary>What a seat's own transaction commits to.</summary>
/// <param name="TenderRef">The section.</param>
/// <param name="Phase">The phase.</param>
internal sealed record RelayedShare(byte[] TenderRef, int Phase);
