using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Tender.Sealing;
using Tender.Vault.Audit;
using Tender.Vault.Database;
using Tender.Vault.Faults;
using Tender.Vault.Hosting;

namespace Tender.Vault.Sessions;

/// <summary>Takes a signed challenge once and gives a session of 12 hours.</summary>
internal sealed class OpenSession(VaultDatabase database, VaultClock clock, IRandom random, CertificateGate gate)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    internal async Task<SessionFacts> ExecuteAsync(SessionRequest request, CancellationToken cancel)
    {
        var now = clock.Now;
        var (message, signer) = gate.Open(request.Signature.ToArray(), now);
        var signed = Encoding.UTF8.GetBytes(request.Challenge).AsSpan().SequenceEqual(message.Content);
        var fields = request.Challenge.Split('|');
        if (!signed || fields is not ["vault", "session", "-", { Length: 64 } nonce, _, _, _])
        {
            throw new RefusedException(VaultFaults.BadChallenge);
        }

        await using var work = await database.BeginAsync(cancel);
        // Deleting is using: of two requests with one challenge only one finds the row.
        var taken = await work.Db.ExecuteAsync(
            "delete from challenge where nonce = $1 and binding_hash = $2 and expires_at > $3",
            cancel,
            ParseNonce(nonce),
            SHA256.HashData(request.Binding),
            now
        );
        if (taken != 1)
        {
            throw new RefusedException(VaultFaults.BadChallenge);
        }

        var token = Convert.ToHexStringLower(random.Bytes(32));
        await InsertAsync(work.Db, token, message, signer, now, cancel);
        await work.CommitAsync(cancel);
        return new SessionFacts(
            token,
            now + Lifetime,
            new OrganisationFacts(signer.OrgCode, signer.OrgName),
            signer.SignerName
        );
    }

    private static async Task InsertAsync(
        NpgsqlConnection db,
        string token,
        SignedMessage message,
        CertificateReport signer,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var tokenHash = SessionGate.HashOf(token);
        await db.ExecuteAsync(
            """
            insert into session (token_hash, org_code, org_name, signer, thumbprint, created_at, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            """,
            cancel,
            tokenHash,
            signer.OrgCode,
            signer.OrgName,
            signer.SignerName,
            SHA256.HashData(message.Signer.RawData),
            now,
            now + Lifetime
        );
        var entry = new AuditEntry("caller", "OpenSession", "session", tokenHash);
        await AuditTrail.AppendAsync(db, now, signer.OrgCode, entry, cancel);
    }

    private static byte[] ParseNonce(string text) =>
        text.All(char.IsAsciiHexDigitLower)
            ? Convert.FromHexString(text)
            : throw new RefusedException(VaultFaults.BadChallenge);
}
