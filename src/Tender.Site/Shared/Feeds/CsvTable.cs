using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Tender.Site.Shared.Feeds;

/// <summary>A table in CSV (RFC 4180), UTF-8 with a mark, so that office programs read Han characters. A cell never becomes a formula.</summary>
public static class CsvTable
{
    public const string ContentType = "text/csv; charset=utf-8";

    /// <summary>Writes a table.</summary>
    public static async Task<byte[]> WriteAsync(
        IReadOnlyList<string> head,
        IEnumerable<IReadOnlyList<string>> rows,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(rows);
        using var bytes = new MemoryStream();
        var settings = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            InjectionOptions = InjectionOptions.Escape,
            NewLine = "\r\n",
        };
        await using (var text = new StreamWriter(bytes, new UTF8Encoding(true), leaveOpen: true))
        await using (var csv = new CsvWriter(text, settings))
        {
            foreach (var row in rows.Prepend(head))
            {
                foreach (var cell in row)
                {
                    csv.WriteField(cell);
                }

                cancel.ThrowIfCancellationRequested();
                await csv.NextRecordAsync();
            }
        }

        return bytes.ToArray();
    }
}
