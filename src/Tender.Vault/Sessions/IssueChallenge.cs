using System.Globalization;
using System.Security.Cryptography;
using Tender.Sealing;
using Tender.Vault.Database;
using Tender.Vault.Faults;
using Tender.Vault.Hosting;

namespace Tender.Vault.Sessions;

/// <summary>Draws what is to be signed: good for 120 s, once, and only for who knows the binding.</summary>
internal sealed class IssueChallenge(VaultDatabase database, VaultClock clock, IRandom random)
{
    internal static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(120);
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    internal async Task<ChallengeFacts> ExecuteAsync(ChallengeRequest request, CancellationToken cancel)
    {
        if (request.Binding.Length != 32)
        {
            throw new RefusedException(VaultFaults.BadRequest);
        }

        var now = clock.Now;
        var expires = now + Lifetime;
        var nonce = random.Bytes(32);
        var bound = SHA256.HashData(request.Binding);
        await using var db = await database.OpenAsync(cancel);
        await db.ExecuteAsync(
            "insert into challenge (nonce, binding_hash, expires_at) values ($1, $2, $3)",
            cancel,
            nonce,
            bound,
            expires
        );
        var text = string.Join(
            '|',
            "vault",
            "session",
            "-",
            Convert.ToHexStringLower(nonce),
            now.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture),
            expires.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture),
            Convert.ToHexStringLower(bound)
        );
        return new ChallengeFacts(text, expires);
    }
}
