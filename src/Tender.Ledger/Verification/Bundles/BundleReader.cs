using System.Security.Cryptography;
using Tender.Ledger.Evm;
using Tender.Ledger.Proofs;
using Tender.Ledger.Receipts;
using Tender.Sealing;

namespace Tender.Ledger.Verification;

/// <summary>From the entries of a zip to a bundle: manifest first, then every entry by its name.</summary>
internal sealed class BundleReader(IReadOnlyList<(string Name, byte[] Content)> entries)
{
    private readonly Dictionary<string, byte[]> unread = entries.ToDictionary(e => e.Name, e => e.Content);

    internal OpeningBundle Read()
    {
        CheckManifest();
        var bundle = new OpeningBundle
        {
            Tender = ReadTender(),
            KeySet = ReadKeySet(),
            Proof = TenderProof.Parse(Take(BundleNames.Proof)),
            Sets = ReadSets(),
            Receipts = ReadReceipts(),
            Later = ReadLater(),
            Headers = ReadHeaders(),
            Parts = ReadParts(),
            Partials = ReadPartials(),
            Records = ReadRecords(),
        };
        if (unread.Keys.FirstOrDefault() is { } unknown)
            throw Refuse($"an entry that is not known: {unknown}");
        return bundle;
    }

    private void CheckManifest()
    {
        if (entries.Count == 0 || entries[^1].Name != BundleManifest.EntryName)
            throw Refuse("the last entry is not the manifest");
        var manifest = LedgerJson.Read<BundleManifest>(Take(BundleManifest.EntryName), BundleManifest.MaxLength);
        if (manifest.Format != BundleManifest.FormatName || manifest.Entries.Count != entries.Count - 1)
            throw Refuse("the manifest has another format or number of entries");
        foreach (var (told, (name, content)) in manifest.Entries.Zip(entries))
            if (
                told?.Name != name
                || told.Size != content.Length
                || !SHA256.HashData(content).SequenceEqual(told.Sha256)
            )
                throw Refuse($"the manifest tells another content of {name}");
    }

    private BundleTender ReadTender()
    {
        var tender = LedgerJson.Read<BundleTender>(Take(BundleNames.Tender), 4096);
        ReceiptForm.Demand(
            tender is { V: 1, Suite: 1, TenderRef.Length: 32, Lot.Length: 16, DocHash.Length: 32 },
            "tender"
        );
        return tender;
    }

    private BundleKeySet ReadKeySet()
    {
        var keySet = LedgerJson.Read<BundleKeySet>(Take(BundleNames.KeySet), 1024 * 1024);
        ReceiptForm.Demand(keySet is { PoolId.Length: 16, Ext.Length: 32, Index: >= 0 and <= uint.MaxValue }, "keyset");
        ReceiptForm.Demand(keySet is { Messages.Count: <= 15, Seats.Count: <= 15 }, "keyset");
        return keySet;
    }

    private List<BidSet> ReadSets()
    {
        var sets = new List<BidSet>();
        for (var phase = 1; unread.ContainsKey(BundleNames.Set(phase)); phase++)
        {
            var set = LedgerJson.Read<BidSet>(Take(BundleNames.Set(phase)), StoredZip.MaxEntryLength);
            ReceiptForm.Demand(set.Phase == phase && set.Entries.All(IsEntry), "set");
            sets.Add(set);
        }

        return sets;
    }

    private static bool IsEntry(SetEntryFacts? entry) =>
        entry is { Commitment.Length: 32, HeaderHash.Length: 32, TreeRoot.Length: 32, StatementHash.Length: 32 };

    private List<OfflineReceipt> ReadReceipts() =>
        [
            .. Folder("receipts/")
                .Select(name =>
                {
                    var receipt = OfflineReceipt.Parse(Take(name));
                    Named(name, BundleNames.Receipt(SHA256.HashData(receipt.Ack)));
                    return receipt;
                }),
        ];

    private List<byte[]> ReadLater() =>
        [
            .. Folder("later/")
                .Select(name =>
                {
                    var entry = Take(name);
                    Named(name, BundleNames.Later(SHA256.HashData(entry)));
                    ReceiptForm.Demand(LaterStatement.IsEntry(entry), "later");
                    return entry;
                }),
        ];

    private Dictionary<string, byte[]> ReadHeaders() =>
        Folder("headers/")
            .Select(name =>
            {
                var header = Take(name);
                Named(name, BundleNames.Header(SHA256.HashData(header)));
                return header;
            })
            .ToDictionary(h => Hex.Encode(SHA256.HashData(h)));

    private List<OpenedPart> ReadParts() =>
        [
            .. Folder("parts/")
                .Select(name =>
                {
                    var part = LedgerJson.Read<OpenedPart>(Take(name), 1024 * 1024);
                    ReceiptForm.Demand(part is { Commitment.Length: 32, Key.Length: 32, Path.Count: <= 64 }, "part");
                    ReceiptForm.Demand(part.Path.All(p => p is { Length: 32 }), "part");
                    Named(name, BundleNames.Part(part.Commitment));
                    return part;
                }),
        ];

    private List<PartialOpeningFile> ReadPartials() =>
        [
            .. Enumerable
                .Range(1, 8)
                .SelectMany(phase => Enumerable.Range(1, 15).Select(seat => (phase, seat)))
                .Where(p => unread.ContainsKey(BundleNames.Partial(p.phase, p.seat)))
                .Select(p => new PartialOpeningFile(p.phase, p.seat, Take(BundleNames.Partial(p.phase, p.seat)))),
        ];

    private List<OpeningRecordFile> ReadRecords()
    {
        var records = new List<OpeningRecordFile>();
        for (var phase = 1; unread.ContainsKey(BundleNames.Record(phase)); phase++)
        {
            var record = new OpeningRecordFile(phase, Take(BundleNames.Record(phase)), Take(BundleNames.Salt(phase)));
            ReceiptForm.Demand(record.Salt.Length == 32, "salt");
            ReceiptForm.Demand(OpeningRecord.Parse(record.Text).Phase == phase, "record");
            records.Add(record);
        }

        return records;
    }

    private List<string> Folder(string folder) =>
        [.. unread.Keys.Where(n => n.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private byte[] Take(string name) =>
        unread.Remove(name, out var content) ? content : throw Refuse($"no entry {name}");

    private static void Named(string name, string expected)
    {
        if (name != expected)
            throw Refuse($"{name} should be named {expected}");
    }

    private static LedgerFormatException Refuse(string detail) => new(LedgerFormatError.Bundle, 0, detail);
}
