using System.Text;
using Npgsql;
using Tender.Vault.Database;

namespace Tender.Vault.Tests.Kit;

/// <summary>Everything that a thief of the vault would have: all rows, all files, all log lines, as text with bytes in hex and as UTF-8.</summary>
internal static class SecrecyDump
{
    internal static async Task<string> OfAsync(VaultKit kit)
    {
        var text = new StringBuilder(kit.Log.ToString());
        await using var source = NpgsqlDataSource.Create(kit.Database);
        await using var db = await source.OpenConnectionAsync();
        var tables = await db.ListAsync(
            "select tablename from pg_tables where schemaname = 'public'",
            r => r.GetString(0),
            default
        );
        foreach (var table in tables)
        {
            var rows = await db.ListAsync($"select row_to_json(t)::text from {table} t", r => r.GetString(0), default);
            rows.ForEach(r => text.AppendLine(r));
        }

        foreach (var file in Directory.EnumerateFiles(kit.Folder.Path, "*", SearchOption.AllDirectories))
        {
            var bytes = await File.ReadAllBytesAsync(file);
            text.AppendLine(Encoding.UTF8.GetString(bytes)).AppendLine(Convert.ToHexStringLower(bytes));
        }

        return text.ToString();
    }
}
