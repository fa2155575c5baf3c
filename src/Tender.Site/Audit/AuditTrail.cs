using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tender.Sealing;
using Tender.Site.Data;

namespace Tender.Site.Audit;

/// <summary>
/// Appends to the audit chain in the transaction of the act (security 8; Electronic Tendering Measures 49: time, network address, operator). The details of an act
/// stay with the act's own rows; the chain holds their hash.
/// </summary>
public sealed class AuditTrail(SiteContext data, IHttpContextAccessor request, IRandom random)
{
    /// <summary>Adds one row. MUST be called inside the transaction that makes the change.</summary>
    /// <exception cref="InvalidOperationException">There is no transaction.</exception>
    public async Task AppendAsync(AuditEntry entry, CancellationToken cancel)
    {
        if (data.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("An audit row belongs into the transaction of its act.");
        }

        var detail = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(entry.Detail));
        // What the clock does comes from nowhere; whose name is withheld keeps the address with it.
        var origin =
            entry.Actor == AuditEntry.Withheld ? "" : request.HttpContext?.Connection.RemoteIpAddress?.ToString() ?? "";
        await data.Database.ExecuteSqlAsync(
            $"""
            select append_audit({entry.At}, {entry.Actor}, {entry.Authn}, {entry.Act}, {entry.Object}, {detail}, {origin},
                {random.Bytes(32)})
            """,
            cancel
        );
    }
}

/// <summary>Who did what to what.</summary>
/// <param name="At">When, on the site's clock.</param>
/// <param name="Actor">Organisation code, or <c>system</c>.</param>
/// <param name="Authn">Fingerprint of the certificate, hex, or empty.</param>
/// <param name="Act">Slice and act, such as <c>notices.publish</c>.</param>
/// <param name="Object">Public number or id of the object.</param>
/// <param name="Detail">What is hashed into the chain.</param>
public sealed record AuditEntry(DateTimeOffset At, string Actor, string Authn, string Act, string Object, object Detail)
{
    /// <summary>Actor of an act whose doer only an order of the supervisor may uncover: name and address lie where the program cannot read.</summary>
    public const string Withheld = "withheld";
}
