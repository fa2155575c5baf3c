using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tender.Site.Shared.Text;

namespace Tender.Site.Data;

/// <summary>Public numbers: a letter, the year in Beijing, the next value of a sequence.</summary>
internal static class PublicNumber
{
    public static async Task<string> NextNoAsync(
        this SiteContext data,
        string sequence,
        char letter,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var next = (
            await data.Database.SqlQuery<long>($"select nextval({sequence}) as \"Value\"").ToListAsync(cancel)
        ).Single();
        return string.Create(CultureInfo.InvariantCulture, $"{letter}{BeijingTime.In(now).Year}-{next:0000}");
    }
}
