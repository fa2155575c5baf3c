using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Tender.Sealing;
using Tender.Vault.Audit;
using Tender.Vault.Database;
using Tender.Vault.Hosting;

namespace Tender.Vault.Pools;

/// <summary>Opens a key ceremony when unused keys run low: keys are made in advance, never on the day of publication (SBID1 9.2).</summary>
internal sealed class OpenPools(VaultDatabase database, VaultClock clock, VaultOptions options, IRandom random) : IStep
{
    private static readonly TimeSpan LongestRound = TimeSpan.FromHours(1);

    public async Task<TimeSpan> RunAsync(CancellationToken cancel)
    {
        var now = clock.Now;
        await using var work = await database.BeginAsync(cancel);
        await work.Db.ExecuteAsync("select pg_advisory_xact_lock(hashtext('pools'))", cancel);
        await EndStalledAsync(work.Db, now, cancel);
        if (await IsNeededAsync(work.Db, now, cancel))
        {
            await OpenAsync(work.Db, now, cancel);
        }

        await work.CommitAsync(cancel);

        return TimeSpan.FromSeconds(5);
    }

    /// <summary>A round that some seat does not finish ends without a key; the next ceremony may have a stand-in.</summary>
    private static Task<int> EndStalledAsync(NpgsqlConnection db, DateTimeOffset now, CancellationToken cancel) =>
        db.ExecuteAsync(
            "update key_pool set state = 'aborted', moved_at = $1 where state in ('round1', 'round3') and moved_at < $2",
            cancel,
            now,
            now - LongestRound
        );

    /// <summary>Few keys are left, or a section waits whose deadline no key outlives although keys of a new pool would.</summary>
    private async Task<bool> IsNeededAsync(NpgsqlConnection db, DateTimeOffset now, CancellationToken cancel)
    {
        var low = Math.Max(1, options.Custody.PoolSize / 2);
        return await db.ScalarAsync<bool>(
            """
            select not exists (select from key_pool where state in ('joining', 'round1', 'round3'))
                and (
                    (select count(*) from key_set where tender_ref is null and index <> $3 and expires_at > $1) < $2
                    or exists (
                        select from tender t where t.state = 'registering' and t.deadline < $4 and t.deadline > $1
                            and not exists (select from outbox o where o.ref = t.tender_ref and o.kind = 'publishKey')
                            and not exists (
                                select from key_set s where s.tender_ref is null and s.index <> $3 and s.expires_at > t.deadline
                            )
                    )
                )
            """,
            cancel,
            now,
            low,
            (int)Rehearsal.KeyIndex,
            now + TimeSpan.FromDays(options.Custody.ValidDays)
        );
    }

    private async Task OpenAsync(NpgsqlConnection db, DateTimeOffset now, CancellationToken cancel)
    {
        var custody = options.Custody;
        var expires = now + TimeSpan.FromDays(custody.ValidDays);
        var policy = Encoding.UTF8.GetString(WireJson.Write(PoolPolicy.Of(custody, expires)));
        var ext = SHA256.HashData(Encoding.UTF8.GetBytes(policy));
        var poolId = random.Bytes(16);
        await db.ExecuteAsync(
            """
            insert into key_pool (pool_id, k, n, m, ext, policy, state, created_at, moved_at, expires_at)
            values ($1, $2, $3, $4, $5, $6, 'joining', $7, $7, $8)
            """,
            cancel,
            poolId,
            (short)custody.K,
            (short)custody.Seats.Count,
            custody.PoolSize,
            ext,
            policy,
            now,
            expires
        );
        foreach (var seat in custody.Seats)
        {
            await db.ExecuteAsync(
                "insert into pool_seat (pool_id, seat, organisation, org_code) values ($1, $2, $3, $4)",
                cancel,
                poolId,
                (short)seat.Seat,
                seat.Organisation,
                seat.OrgCode
            );
        }

        await AuditTrail.AppendAsync(
            db,
            now,
            "vault",
            new AuditEntry("vault", "OpenPool", Convert.ToHexStringLower(poolId), ext),
            cancel
        );
    }
}

/// <summary>The policy document of a pool; its hash is in every transcript.</summary>
internal sealed record PoolPolicy(
    int V,
    int K,
    int N,
    IReadOnlyList<OrganisationFacts> Organisations,
    DateTimeOffset ValidUntil,
    string Software
)
{
    internal static PoolPolicy Of(CustodyOptions custody, DateTimeOffset expires) =>
        new(
            1,
            custody.K,
            custody.Seats.Count,
            [.. custody.Seats.OrderBy(s => s.Seat).Select(s => new OrganisationFacts(s.OrgCode, s.Organisation))],
            expires,
            typeof(PoolPolicy).Assembly.GetName().Version!.ToString()
        );
}
