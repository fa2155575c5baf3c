using System.Diagnostics;
using Npgsql;
using Tender.Vault.Database;
using Tender.Vault.Storage;

namespace Tender.Benchmarks.Vault;

/// <summary>
/// The least that any store has to do for an acknowledgement on this machine, alone and without a network: a small file synced with its
/// folder, and one committed row.
/// </summary>
internal static class DurabilityFloor
{
    private const int Rounds = 200;

    internal static async Task<Percentiles> MeasureAsync(string database, string folder, CancellationToken cancel)
    {
        DurableFiles.CreateFolder(folder);
        await using var source = NpgsqlDataSource.Create(database);
        await using var db = await source.OpenConnectionAsync(cancel);
        await db.ExecuteAsync("create table floor (body bytea)", cancel);
        var body = new byte[3000];
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            DurableFiles.WriteAll(Path.Combine(folder, $"{round}"), body);
            await db.ExecuteAsync("insert into floor values ($1)", cancel, body);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        await db.ExecuteAsync("drop table floor", cancel);
        return Percentiles.Of(times);
    }
}
