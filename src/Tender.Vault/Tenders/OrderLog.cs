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
                line.Order.TenderRef,
                ActionOf(line.Order.Action),
                line.Order.Deadline,
                line.Order.NoticeHash,
                line.Order.Nonce,
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

/// <summary>An order with its message.</summary>
internal sealed record OrderLine(TenderOrder Order, byte[] ContentHash, byte[] Message, string Signer);
