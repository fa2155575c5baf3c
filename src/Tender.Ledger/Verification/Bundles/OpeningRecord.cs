using System.Security.Cryptography;
using Tender.Ledger.Receipts;
using Tender.Sealing;

namespace Tender.Ledger.Verification;

/// <summary>
/// The record of an opening (SBID1 13, step 7): who opened what, and what was read. Its salted hash is on the chain; destroying the salt
/// deletes it from there.
/// </summary>
public sealed record OpeningRecord
{
    /// <summary>The longest text that is looked at, bytes.</summary>
    public const int MaxLength = 64 * 1024 * 1024;

    /// <summary>Version, 1.</summary>
    public required int V { get; init; }

    /// <summary>The section.</summary>
    public required byte[] TenderRef { get; init; }

    /// <summary>The section's UUID, 16 bytes big-endian.</summary>
    public required byte[] Lot { get; init; }

    /// <summary>From 1.</summary>
    public required int Phase { get; init; }

    /// <summary>The deadline that held.</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>When the vault combined the shares.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Root of the sealed set.</summary>
    public required byte[] SetRoot { get; init; }

    /// <summary>The partial openings that were used, by seat.</summary>
    public required IReadOnlyList<OpeningRecordShare> Shares { get; init; }

    /// <summary>Every bid of the set, in its order.</summary>
    public required IReadOnlyList<OpeningRecordBid> Bids { get; init; }

    /// <summary>Reads a record.</summary>
    /// <exception cref="LedgerFormatException">Kind Json or Member.</exception>
    public static OpeningRecord Parse(ReadOnlySpan<byte> utf8)
    {
        var record = LedgerJson.Read<OpeningRecord>(utf8, MaxLength);
        ReceiptForm.Demand(record is { V: 1, TenderRef.Length: 32, Lot.Length: 16, SetRoot.Length: 32 }, "record");
        ReceiptForm.Demand(record.Shares.All(s => s is { Hash.Length: 32 }), "record.shares");
        ReceiptForm.Demand(record.Bids.All(b => b is { Commitment.Length: 32, TreeRoot.Length: 32 }), "record.bids");
        return record;
    }

    /// <summary>The canonical UTF-8 text.</summary>
    public byte[] Write() => LedgerJson.Write(this);

    /// <summary><c>SHA-256(salt 32 | canonical text)</c>, as recorded on the chain.</summary>
    public static byte[] Hash(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> canonical)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(salt.Length, 32);
        return SHA256.HashData([.. salt, .. canonical]);
    }
}

/// <summary>A partial opening that was used.</summary>
/// <param name="Seat">From 1.</param>
/// <param name="Organisation">Name of the seat's organisation.</param>
/// <param name="OrgCode">Its unified social credit code.</param>
/// <param name="Hash">SHA-256 of the CMS message, as on the chain.</param>
public sealed record OpeningRecordShare(int Seat, string Organisation, string OrgCode, byte[] Hash);

/// <summary>What became of a bid.</summary>
public sealed record OpeningRecordBid
{
    /// <summary>The bid.</summary>
    public required byte[] Commitment { get; init; }

    /// <summary>Root of its file.</summary>
    public required byte[] TreeRoot { get; init; }

    /// <summary>Unified social credit code of the bidder.</summary>
    public required string OrgCode { get; init; }

    /// <summary>The bidder's name.</summary>
    public required string Company { get; init; }

    /// <summary>Whether its summary was read.</summary>
    public required BidState State { get; init; }

    /// <summary>Why it was not read: a code; absent when it was.</summary>
    public string? Reason { get; init; }

    /// <summary>The summary as read, absent when it was not.</summary>
    public BidSummary? Summary { get; init; }
}
