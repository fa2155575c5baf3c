using Tender.Sealing;

namespace Tender.Vault.Client;

/// <summary>
/// A seat's folder: for each pool <c>pool-ID.sbidseat</c> (secrets under the password) and <c>pool-ID.json</c> (papers). One process at a
/// time. What a method has returned from is on the disk.
/// </summary>
public sealed class SeatFolder : IDisposable
{
    private const int LongestPapers = 64 * 1024 * 1024;
    private readonly string folder;
    private readonly string password;
    private readonly IRandom random;
    private readonly FileStream claim;
    private readonly Dictionary<string, SeatPool> loaded = [];

    /// <summary>Claims the folder, creating it when it is missing.</summary>
    /// <param name="folder">Its path.</param>
    /// <param name="password">Password of the secrets.</param>
    /// <param name="random">For salts.</param>
    /// <exception cref="IOException">Another process has it, or it cannot be written.</exception>
    public SeatFolder(string folder, string password, IRandom random)
    {
        DurableFile.CreateFolder(folder);
        (this.folder, this.password, this.random) = (folder, password, random);
        claim = new FileStream(
            Path.Combine(folder, "seat.lock"),
            FileMode.OpenOrCreate,
            FileAccess.ReadWrite,
            FileShare.None
        );
    }

    /// <summary>Path of a file in the folder.</summary>
    public string this[string name] => Path.Combine(folder, name);

    /// <summary>What the seat has of a pool, or null.</summary>
    /// <exception cref="SealingException">A file is damaged, or the password is wrong.</exception>
    public SeatPool? Find(byte[] poolId)
    {
        var id = Convert.ToHexStringLower(poolId);
        if (loaded.TryGetValue(id, out var known))
        {
            return known;
        }

        if (!File.Exists(SecretsOf(id)))
        {
            return null;
        }

        var keys = SeatKeysFile.Read(File.ReadAllBytes(SecretsOf(id)), password);
        var papers = File.Exists(PapersOf(id))
            ? WireJson.Read<SeatPoolPapers>(File.ReadAllBytes(PapersOf(id)), LongestPapers)
            : Blank(poolId);
        var pool = new SeatPool { Keys = keys, Papers = papers };
        return Matches(pool, poolId)
            ? loaded[id] = pool
            : throw new SealingException(SealingError.OtherTender, -1, "a file of another pool");
    }

    /// <summary>Draws and keeps the seat's key of a new pool.</summary>
    public SeatPool Create(byte[] poolId, int seat)
    {
        var pool = new SeatPool { Keys = SeatKeys.Draw(poolId, seat, random), Papers = Blank(poolId) };
        SaveSecrets(pool);
        return Keep(pool);
    }

    /// <summary>Keeps papers that are about to be sent.</summary>
    public SeatPool Save(SeatPool pool, SeatPoolPapers papers)
    {
        var next = pool with { Papers = papers };
        DurableFile.Write(PapersOf(Convert.ToHexStringLower(papers.PoolId)), WireJson.Write(papers));
        return Keep(next);
    }

    /// <summary>Keeps shares before any signature leaves.</summary>
    public SeatPool Save(SeatPool pool, IReadOnlyList<SeatShare> shares)
    {
        var next = pool with { Keys = pool.Keys with { Shares = shares } };
        SaveSecrets(next);
        return Keep(next);
    }

    /// <inheritdoc/>
    public void Dispose() => claim.Dispose();

    private static SeatPoolPapers Blank(byte[] poolId) =>
        new()
        {
            V = 1,
            PoolId = poolId,
            Dealt = [],
            Received = [],
        };

    private static bool Matches(SeatPool pool, byte[] poolId) =>
        pool.Papers.V == 1
        && pool.Keys.PoolId.AsSpan().SequenceEqual(poolId)
        && pool.Papers.PoolId.AsSpan().SequenceEqual(poolId);

    private SeatPool Keep(SeatPool pool) => loaded[Convert.ToHexStringLower(pool.Keys.PoolId)] = pool;

    private void SaveSecrets(SeatPool pool) =>
        DurableFile.Write(
            SecretsOf(Convert.ToHexStringLower(pool.Keys.PoolId)),
            SeatKeysFile.Write(pool.Keys, password, random)
        );

    private string SecretsOf(string id) => this[$"pool-{id}.sbidseat"];

    private string PapersOf(string id) => this[$"pool-{id}.json"];
}
