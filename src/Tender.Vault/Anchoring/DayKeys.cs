using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tender.Ledger.Windows;
using Tender.Sealing;
using Tender.Vault.Database;
using Tender.Vault.Storage;

namespace Tender.Vault.Anchoring;

/// <summary>
/// The secrets of the days (Ledger 5), sealed in the database with AES-256-GCM under a master key that lies in the vault's key folder only: a
/// copy of the database tells no seed. Lost, bids stay valid and only the audit of those days fails.
/// </summary>
internal sealed class DayKeys(byte[] master, VaultDatabase database, IRandom random)
{
    private const int IvLength = 12;
    private const int TagLength = 16;
    private readonly ConcurrentDictionary<DateOnly, DayKey> known = [];

    /// <summary>Reads the master key, or makes it at the first start.</summary>
    internal static DayKeys Load(string folder, VaultDatabase database, IRandom random)
    {
        DurableFiles.CreateFolder(folder);
        var path = Path.Combine(folder, "days.key");
        if (!File.Exists(path))
        {
            DurableFiles.WriteAll(path, random.Bytes(32));
        }

        var master = File.ReadAllBytes(path);
        return master.Length == 32
            ? new DayKeys(master, database, random)
            : throw new InvalidOperationException("The master key of the day keys is damaged.");
    }

    /// <summary>The key of a day; drawn when it is first asked for. Of two processes that draw one, the first one's counts.</summary>
    internal async Task<DayKey> GetAsync(DateOnly day, CancellationToken cancel)
    {
        if (known.TryGetValue(day, out var key))
        {
            return key;
        }

        await using var db = await database.OpenAsync(cancel);
        await db.ExecuteAsync(
            "insert into day_key (day, sealed) values ($1, $2) on conflict do nothing",
            cancel,
            day,
            Seal(day, DayKey.Draw(random).ToBytes())
        );
        var stored = await db.ScalarAsync<byte[]>("select sealed from day_key where day = $1", cancel, day);
        return known[day] = new DayKey(Open(day, stored!));
    }

    private byte[] Seal(DateOnly day, byte[] key)
    {
        var box = new byte[IvLength + key.Length + TagLength];
        random.Fill(box.AsSpan(0, IvLength));
        using var aes = new AesGcm(master, TagLength);
        aes.Encrypt(
            box.AsSpan(0, IvLength),
            key,
            box.AsSpan(IvLength, key.Length),
            box.AsSpan(IvLength + key.Length),
            Label(day)
        );
        return box;
    }

    private byte[] Open(DateOnly day, byte[] box)
    {
        var key = new byte[box.Length - IvLength - TagLength];
        using var aes = new AesGcm(master, TagLength);
        aes.Decrypt(
            box.AsSpan(0, IvLength),
            box.AsSpan(IvLength, key.Length),
            box.AsSpan(IvLength + key.Length),
            key,
            Label(day)
        );
        return key;
    }

    private static byte[] Label(DateOnly day) =>
        Encoding.ASCII.GetBytes(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
