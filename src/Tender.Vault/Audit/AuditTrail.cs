using Npgsql;
using Tender.Vault.Database;

namespace Tender.Vault.Audit;

/// <summary>Writes the audit chain in the transaction of the act. It takes a lock that is held to the commit: call it last.</summary>
internal static class AuditTrail
{
    /// <summary>Appends and returns the gap-free sequence number.</summary>
    /// <param name="db">The act's transaction.</param>
    /// <param name="at">The act's instant.</param>
    /// <param name="actor">Organisation code, or the program's own step.</param>
    /// <param name="entry">What was done to what.</param>
    /// <param name="cancel">Stops waiting.</param>
    internal static Task<long> AppendAsync(
        NpgsqlConnection db,
        DateTimeOffset at,
        string actor,
        AuditEntry entry,
        CancellationToken cancel
    ) =>
        db.ScalarAsync<long>(
            "select audit_append($1, $2, $3, $4, $5, $6)",
            cancel,
            at,
            actor,
            entry.Role,
            entry.Act,
            entry.Object,
            entry.DetailHash
        );
}

/// <summary>One line of the audit.</summary>
/// <param name="Role">bidder, trading, custodian or vault.</param>
/// <param name="Act">Name of the act.</param>
/// <param name="Object">What it was done to, by its random name.</param>
/// <param name="DetailHash">SHA-256 of the message or fact, 32 bytes.</param>
internal sealed record AuditEntry(string Role, string Act, string Object, byte[] DetailHash);
