using System.Security.Cryptography;
using Npgsql;
using Tender.Sealing;
using Tender.Vault.Database;
using Tender.Vault.Faults;

namespace Tender.Vault.Tenders;

/// <summary>Orders as they came. Each nonce counts once.</summary>
internal static class OrderLog
{
    /// <exception cref="RefusedException">ET-3042: the nonce was used; ET-3043: another change of the section is on its way.</exception>
    internal static async Task InsertAsync(
        NpgsqlConnection db,
        OrderLine line,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        try
        {
            await db.ExecuteAsync(
                """
                insert into tender_order
                    (content_hash, tender_ref, action, deadline, notice_hash, nonce, message, signer, received_at, state)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'pending')
                """,
                cancel,
                line.ContentHash,
                line.TenderRef,
                line.Action,
                line.Deadline,
                line.NoticeHash,
                line.Nonce,
                line.Message,
                line.Signer,
                now
            );
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new RefusedException(
                failure.ConstraintName == "tender_order_one_pending"
                    ? VaultFaults.OrderNotNow
                    : VaultFaults.OrderReplayed,
                failure
            );
        }
    }

    /// <summary>Whether exactly this order came before.</summary>
    internal static Task<bool> HasAsync(NpgsqlConnection db, byte[] contentHash, CancellationToken cancel) =>
        db.ScalarAsync<bool>("select exists (select from tender_order where content_hash = $1)", cancel, contentHash);

    internal static string ActionOf(TenderAction action) =>
        action switch
        {
            TenderAction.Register => "register",
            TenderAction.Extend => "extend",
            TenderAction.Hold => "hold",
            TenderAction.Resume => "resume",
            _ => "cancel",
        };
}

/// <summary>An order as it came.</summary>
internal sealed record OrderLine(SignedOrder Signed)
{
    internal byte[] ContentHash { get; } = SHA256.HashData(Signed.Content);

    internal byte[] Message => Signed.Message;

    internal string Signer => Signed.Signer;

    internal required byte[] TenderRef { get; init; }

    internal required string Action { get; init; }

    internal required byte[] Nonce { get; init; }

    internal DateTimeOffset? Deadline { get; init; }

    internal byte[]? NoticeHash { get; init; }

    internal static OrderLine Of(TenderOrder order, SignedOrder signed) =>
        new(signed)
        {
            TenderRef = order.TenderRef,
            Action = OrderLog.ActionOf(order.Action),
            Nonce = order.Nonce,
            Deadline = order.Deadline,
            NoticeHash = order.NoticeHash,
        };

    internal static OrderLine Of(PhaseOrder order, SignedOrder signed) =>
        new(signed)
        {
            TenderRef = order.TenderRef,
            Action = PhaseOrder.ActionName,
            Nonce = order.Nonce,
            NoticeHash = order.DecisionHash,
        };
}
