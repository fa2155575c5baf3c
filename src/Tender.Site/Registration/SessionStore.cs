using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Tender.Sealing;
using Tender.Site.Data;

namespace Tender.Site.Registration;

/// <summary>Keeps tickets in PostgreSQL; the cookie holds a random key only.</summary>
public sealed class SessionStore(IDbContextFactory<SiteContext> contexts, IRandom random, TimeProvider clock)
    : ITicketStore
{
    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        var key = Convert.ToHexStringLower(random.Bytes(32));
        var now = clock.GetUtcNow();
        await using var data = await contexts.CreateDbContextAsync();
        await data.Set<SessionRow>().Where(s => s.ExpiresAt < now).ExecuteDeleteAsync();
        data.Add(
            new SessionRow
            {
                KeyHash = Hash(key),
                OrgCode = Claim(ticket, Viewer.OrgCodeClaim),
                Certificate = Claim(ticket, Viewer.CertificateClaim),
                Ticket = TicketSerializer.Default.Serialize(ticket),
                CreatedAt = now,
                ExpiresAt = Expiry(ticket, now),
            }
        );
        await data.SaveChangesAsync();
        return key;
    }

    /// <summary>Also what a second sign-in in the same browser ends in: the ticket may then be of another certificate.</summary>
    public async Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        var (hash, bytes, expiry) = (
            Hash(key),
            TicketSerializer.Default.Serialize(ticket),
            Expiry(ticket, clock.GetUtcNow())
        );
        var (orgCode, certificate) = (Claim(ticket, Viewer.OrgCodeClaim), Claim(ticket, Viewer.CertificateClaim));
        await using var data = await contexts.CreateDbContextAsync();
        await data.Set<SessionRow>()
            .Where(s => s.KeyHash == hash)
            .ExecuteUpdateAsync(s =>
                s.SetProperty(r => r.Ticket, bytes)
                    .SetProperty(r => r.ExpiresAt, expiry)
                    .SetProperty(r => r.OrgCode, orgCode)
                    .SetProperty(r => r.Certificate, certificate)
            );
    }

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        var (hash, now) = (Hash(key), clock.GetUtcNow());
        await using var data = await contexts.CreateDbContextAsync();
        var bytes = await data.Set<SessionRow>()
            .Where(s => s.KeyHash == hash && s.ExpiresAt > now)
            .Select(s => s.Ticket)
            .SingleOrDefaultAsync();
        return bytes is null ? null : TicketSerializer.Default.Deserialize(bytes);
    }

    public async Task RemoveAsync(string key)
    {
        var hash = Hash(key);
        await using var data = await contexts.CreateDbContextAsync();
        await data.Set<SessionRow>().Where(s => s.KeyHash == hash).ExecuteDeleteAsync();
    }

    private static string Claim(AuthenticationTicket ticket, string type) =>
        ticket.Principal.FindFirst(type)?.Value ?? "";

    private static DateTimeOffset Expiry(AuthenticationTicket ticket, DateTimeOffset now) =>
        ticket.Properties.ExpiresUtc ?? now + SessionSetup.Idle;

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.ASCII.GetBytes(key));
}
