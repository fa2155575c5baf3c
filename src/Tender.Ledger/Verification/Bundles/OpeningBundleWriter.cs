using System.Security.Cryptography;
using Tender.Ledger.Proofs;
using Tender.Ledger.Receipts;

namespace Tender.Ledger.Verification;

/// <summary>
/// Writes a bundle forwards only, one entry after the other; nothing is kept but names, hashes and, in the public form, statements. There
/// they are left out of receipts, and each that another followed is given the sealed later one (<see cref="OpeningBundle.Later"/>); partial
/// openings are refused. The same calls give the same bytes. Not for concurrent use.
/// </summary>
public sealed class OpeningBundleWriter(Stream output, BundleTender tender)
{
    private readonly StoredZipWriter zip = new(output);
    private readonly List<BundleManifestEntry> entries = [];
    private readonly LaterStatements statements = new();

    /// <summary>The key set.</summary>
    public Task AddAsync(BundleKeySet keySet, CancellationToken cancel = default) =>
        WriteAsync(BundleNames.KeySet, LedgerJson.Write(keySet), cancel);

    /// <summary>The tender's facts.</summary>
    public Task AddAsync(TenderProof proof, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(proof);
        return WriteAsync(BundleNames.Proof, proof.Write(), cancel);
    }

    /// <summary>A sealed set.</summary>
    public Task AddAsync(BidSet set, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        return WriteAsync(BundleNames.Set(set.Phase), LedgerJson.Write(set), cancel);
    }

    /// <summary>A receipt of a member or of a replaced or withdrawn statement; with its statement in both forms.</summary>
    public Task AddAsync(OfflineReceipt receipt, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        var shown = receipt;
        if (tender.Form == BundleForm.Public)
        {
            statements.Add(receipt);
            shown = receipt.ToPublicForm();
        }

        return WriteAsync(BundleNames.Receipt(SHA256.HashData(receipt.Ack)), shown.Write(), cancel);
    }

    /// <summary>The header of a member's sealed file.</summary>
    public Task AddHeaderAsync(byte[] header, CancellationToken cancel = default) =>
        WriteAsync(BundleNames.Header(SHA256.HashData(header)), header, cancel);

    /// <summary>An opened summary.</summary>
    public Task AddAsync(OpenedPart part, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(part);
        return WriteAsync(BundleNames.Part(part.Commitment), LedgerJson.Write(part), cancel);
    }

    /// <summary>A partial opening.</summary>
    /// <exception cref="InvalidOperationException">The public form: partial openings would open whole bodies.</exception>
    public Task AddAsync(PartialOpeningFile partial, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(partial);
        return tender.Form == BundleForm.Party
            ? WriteAsync(BundleNames.Partial(partial.Phase, partial.Seat), partial.Cms, cancel)
            : throw new InvalidOperationException("Partial openings are for parties only.");
    }

    /// <summary>A record.</summary>
    public async Task AddAsync(OpeningRecordFile record, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        await WriteAsync(BundleNames.Record(record.Phase), record.Text, cancel).ConfigureAwait(false);
        await WriteAsync(BundleNames.Salt(record.Phase), record.Salt, cancel).ConfigureAwait(false);
    }

    /// <summary>Writes the manifest and ends the file. Without this call the file cannot be read. The stream stays open.</summary>
    public async Task CompleteAsync(CancellationToken cancel = default)
    {
        if (entries.Count == 0)
            await BeginAsync(cancel).ConfigureAwait(false);
        // By hash, which tells nothing of the order of statements.
        var later = statements.Seal().Select(s => (Name: BundleNames.Later(SHA256.HashData(s)), Content: s));
        foreach (var (name, content) in later.OrderBy(l => l.Name, StringComparer.Ordinal))
            await PutAsync(name, content, cancel).ConfigureAwait(false);
        var manifest = new BundleManifest { Format = BundleManifest.FormatName, Entries = entries };
        await zip.WriteAsync(BundleManifest.EntryName, LedgerJson.Write(manifest), cancel).ConfigureAwait(false);
        await zip.CompleteAsync(cancel).ConfigureAwait(false);
    }

    private async Task WriteAsync(string name, byte[] content, CancellationToken cancel)
    {
        if (entries.Count == 0)
            await BeginAsync(cancel).ConfigureAwait(false);
        await PutAsync(name, content, cancel).ConfigureAwait(false);
    }

    private Task BeginAsync(CancellationToken cancel) => PutAsync(BundleNames.Tender, LedgerJson.Write(tender), cancel);

    private async Task PutAsync(string name, byte[] content, CancellationToken cancel)
    {
        await zip.WriteAsync(name, content, cancel).ConfigureAwait(false);
        entries.Add(new BundleManifestEntry(name, content.Length, SHA256.HashData(content)));
    }
}
