using System.Security.Cryptography;
using System.Text;
using Tender.Vault.Database;
using Tender.Vault.Hosting;

namespace Tender.Vault.Sessions;

/// <summary>Finds the session of a request. A token is looked up by its hash; the table holds nothing that can be used.</summary>
internal sealed class SessionGate(VaultDatabase database, VaultClock clock) : IMiddleware
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.Ordinal) && header.Length is > 7 and < 200)
        {
            context.Features.Set(await FindAsync(header[7..], context.RequestAborted));
        }

        await next(context);
    }

    internal static byte[] HashOf(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));

    private async Task<Caller?> FindAsync(string token, CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        return await db.FirstAsync(
            "select org_code, org_name, signer from session where token_hash = $1 and expires_at > $2",
            r => new Caller(r.GetString(0), r.GetString(1), r.GetString(2)),
            cancel,
            HashOf(token),
            clock.Now
        );
    }
}
