using Npgsql;

namespace Tender.Vault.Database;

/// <summary>Statements with positional parameters ($1, $2, ...), so that the SQL stands beside the method that runs it.</summary>
internal static class Sql
{
    internal static async Task<int> ExecuteAsync(
        this NpgsqlConnection db,
        string sql,
        CancellationToken cancel,
        params object?[] values
    )
    {
        await using var command = Command(db, sql, values);
        return await command.ExecuteNonQueryAsync(cancel);
    }

    internal static async Task<T?> ScalarAsync<T>(
        this NpgsqlConnection db,
        string sql,
        CancellationToken cancel,
        params object?[] values
    )
    {
        await using var command = Command(db, sql, values);
        return await command.ExecuteScalarAsync(cancel) is T value ? value : default;
    }

    internal static async Task<List<T>> ListAsync<T>(
        this NpgsqlConnection db,
        string sql,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancel,
        params object?[] values
    )
    {
        await using var command = Command(db, sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancel))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    internal static async Task<T?> FirstAsync<T>(
        this NpgsqlConnection db,
        string sql,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancel,
        params object?[] values
    )
    {
        await using var command = Command(db, sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? read(reader) : default;
    }

    internal static byte[] Bytes(this NpgsqlDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    internal static byte[]? BytesOrNull(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);

    internal static string? TextOrNull(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    internal static long? LongOrNull(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetInt64(column);

    internal static DateTimeOffset Time(this NpgsqlDataReader row, int column) =>
        row.GetFieldValue<DateTimeOffset>(column);

    internal static DateTimeOffset? TimeOrNull(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);

    private static NpgsqlCommand Command(NpgsqlConnection db, string sql, object?[] values)
    {
        var command = new NpgsqlCommand(sql, db);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }

        return command;
    }
}
