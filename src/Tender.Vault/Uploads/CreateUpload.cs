using System.Globalization;
using System.Text;
using Npgsql;
using Tender.Sealing;
using Tender.Vault.Database;
using Tender.Vault.Faults;
using Tender.Vault.Hosting;
using Tender.Vault.Sessions;
using Tender.Vault.Storage;
using Tender.Vault.Tenders;

namespace Tender.Vault.Uploads;

/// <summary>Opens an upload (tus creation).</summary>
internal sealed class CreateUpload(
    VaultDatabase database,
    IBlobStore store,
    VaultClock clock,
    IRandom random,
    VaultOptions options
)
{
    private static readonly TimeSpan KeptAfterDeadline = TimeSpan.FromDays(7);

    internal async Task<UploadRow> ExecuteAsync(Caller caller, HttpRequest request, CancellationToken cancel)
    {
        var tenderRef = ReadTenderRef(request.Headers["Upload-Metadata"].ToString());
        var length = ReadLength(request.Headers["Upload-Length"].ToString());
        var now = clock.Now;
        var id = random.Bytes(16);
        await using var work = await database.BeginAsync(cancel);
        var deadline = await CheckAsync(work.Db, caller, tenderRef, now, cancel);
        var name = Convert.ToHexStringLower(id);
        await store.CreateAsync(name, cancel);
        await work.Db.ExecuteAsync(
            """
            insert into upload (id, org_code, tender_ref, length, state, created_at, expires_at)
            values ($1, $2, $3, $4, 'receiving', $5, $6)
            """,
            cancel,
            id,
            caller.OrgCode,
            tenderRef,
            length,
            now,
            deadline + KeptAfterDeadline
        );
        var row = await UploadRow.LoadAsync(work.Db, id, caller.OrgCode, cancel);
        await work.CommitAsync(cancel);
        return row;
    }

    private async Task<DateTimeOffset> CheckAsync(
        NpgsqlConnection db,
        Caller caller,
        byte[] tenderRef,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var section =
            await TenderRow.FindAsync(db, tenderRef, cancel) ?? throw new RefusedException(VaultFaults.NotFound);
        if (section.IsClosed || section.State == "keyed" && !section.Held && now >= section.Deadline)
        {
            throw new RefusedException(VaultFaults.UploadLate);
        }

        if (section.State != "keyed")
        {
            throw new RefusedException(VaultFaults.NotOpen);
        }

        var unfinished = await db.ScalarAsync<long>(
            "select count(*) from upload where org_code = $1 and state = 'receiving' and expires_at > $2",
            cancel,
            caller.OrgCode,
            now
        );
        return unfinished < options.Limits.UnfinishedUploads
            ? section.Deadline
            : throw new RefusedException(VaultFaults.TooManyUploads);
    }

    private long ReadLength(string header)
    {
        if (!long.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length == 0)
        {
            throw new RefusedException(VaultFaults.BadUpload);
        }

        return length <= options.LongestFile ? length : throw new RefusedException(VaultFaults.TooLong);
    }

    /// <summary>Upload-Metadata: pairs "key base64" with commas; the one that counts is tenderRef, its value in hex.</summary>
    internal static byte[] ReadTenderRef(string header)
    {
        foreach (var pair in header.Split(',', StringSplitOptions.TrimEntries))
        {
            var words = pair.Split(' ');
            if (words is not ["tenderRef", var value])
            {
                continue;
            }

            var decoded = new byte[96];
            if (value.Length <= 128 && Convert.TryFromBase64String(value, decoded, out var count) && count == 64)
            {
                return Answers.ParseName(Encoding.ASCII.GetString(decoded, 0, count), 32);
            }
        }

        throw new RefusedException(VaultFaults.BadUpload);
    }
}
