using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Npgsql;

namespace Tender.EndToEnd;

/// <summary>
/// What an insider could copy before the deadline: every row of every table of both databases (in binary, so that bytes are bytes) and
/// every file of the programs. None of it may hold a plaintext marker or a price.
/// </summary>
public static class SecrecyScan
{
    /// <summary>Copies every table of a database into one file.</summary>
    public static async Task CopyDatabaseAsync(string connectionString, string path)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        var tables = new List<string>();
        await using (
            var command = new NpgsqlCommand(
                """
                select format('%I.%I', schemaname, tablename) from pg_tables
                where schemaname not in ('pg_catalog', 'information_schema') order by 1
                """,
                connection
            )
        )
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                tables.Add(reader.GetString(0));
            }
        }

        await using var file = File.Create(path);
        foreach (var table in tables)
        {
            await using var copy = await connection.BeginRawBinaryCopyAsync($"copy {table} to stdout (format binary)");
            await copy.CopyToAsync(file);
        }
    }

    /// <summary>Copies a folder as it is; files that vanish meanwhile are gone for an insider, too.</summary>
    public static void CopyFolder(string from, string to)
    {
        foreach (var path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            try
            {
                File.Copy(path, target);
            }
            catch (FileNotFoundException)
            {
                continue;
            }
        }
    }

    /// <summary>The forms in which a price could lie somewhere: digits of fen and yuan, and the eight bytes both ways.</summary>
    public static IEnumerable<byte[]> FormsOfPrice(long fen)
    {
        yield return Encoding.ASCII.GetBytes(fen.ToString(CultureInfo.InvariantCulture));
        yield return Encoding.ASCII.GetBytes((fen / 100m).ToString("0.00", CultureInfo.InvariantCulture));
        yield return Encoding.ASCII.GetBytes((fen / 100m).ToString("#,##0.00", CultureInfo.InvariantCulture));
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, fen);
        yield return bytes;
        yield return [.. bytes.Reverse()];
    }

    /// <summary>Which of the patterns occur in which files.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(string folder, IReadOnlyList<byte[]> patterns)
    {
        var longest = patterns.Max(p => p.Length);
        var found = new List<string>();
        var buffer = new byte[4 * 1024 * 1024];
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            await using var file = File.OpenRead(path);
            var kept = 0;
            int count;
            while ((count = await file.ReadAsync(buffer.AsMemory(kept))) > 0)
            {
                var window = buffer.AsMemory(0, kept + count);
                found.AddRange(
                    patterns
                        .Where(p => window.Span.IndexOf(p) >= 0)
                        .Select(p => $"{Path.GetRelativePath(folder, path)}: {Encoding.ASCII.GetString(p)}")
                );
                kept = Math.Min(longest - 1, window.Length);
                window.Span[^kept..].CopyTo(buffer);
            }
        }

        return [.. found.Distinct()];
    }
}
