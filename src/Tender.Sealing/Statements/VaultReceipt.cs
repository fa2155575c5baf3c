using System.Text.Json.Serialization;

namespace Tender.Sealing;

/// <summary>
/// The vault's signed answer to a statement (SBID1 11.3): an acceptance (the legal receipt) or a refusal. The JSON bytes are the content of a
/// CMS message under the vault's certificate. Byte members are 32 bytes.
/// </summary>
public sealed record VaultReceipt
{
    /// <summary>The longest receipt that is read, bytes.</summary>
    public const int MaxLength = 16 * 1024;

    /// <summary>Version, 1.</summary>
    public required int V { get; init; }

    /// <summary>Accepted or refused.</summary>
    public required VaultVerdict Verdict { get; init; }

    /// <summary>Code of the reason (ET-3nnn) of a refusal; empty for an acceptance.</summary>
    public required string Reason { get; init; }

    /// <summary>The section's random reference.</summary>
    public required byte[] TenderRef { get; init; }

    /// <summary>The ledger leaf (Ledger 4).</summary>
    public required byte[] Commitment { get; init; }

    /// <summary>SHA-256 of the statement's CMS message.</summary>
    public required byte[] StatementHash { get; init; }

    /// <summary>Root of the sealed file; zeros for a withdrawal.</summary>
    public required byte[] TreeRoot { get; init; }

    /// <summary>Length of the sealed file, bytes.</summary>
    public required long FileSize { get; init; }

    /// <summary>When the first byte of the file came, if there is a file.</summary>
    public DateTimeOffset? TFirst { get; init; }

    /// <summary>When the last byte of the file was durable, if there is a file.</summary>
    public DateTimeOffset? TLast { get; init; }

    /// <summary>When the last byte of the statement came.</summary>
    public required DateTimeOffset TStatement { get; init; }

    /// <summary>The instant that decides: the vault's clock inside the commit.</summary>
    public required DateTimeOffset TCommit { get; init; }

    /// <summary>The deadline that TCommit was compared with.</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>Bound of the vault clock's offset, milliseconds.</summary>
    public required int ClockOffsetMs { get; init; }

    /// <summary>Number of the window that holds the leaf; absent in a refusal.</summary>
    public long? Window { get; init; }

    /// <summary>Random, 16 bytes; never a counter.</summary>
    public required byte[] ReceiptNo { get; init; }

    /// <summary>SHA-256 over salt and the vault's gap-free sequence number; opened after the deadline.</summary>
    public required byte[] SeqCommit { get; init; }

    /// <summary>Whether statement and file were complete before the deadline and only the vault's queue made the commit late.</summary>
    public required bool Queued { get; init; }

    /// <summary>Whether the revocation state was not known at the commit.</summary>
    public required bool RevocationPending { get; init; }

    /// <summary>Reads and checks the form of a receipt.</summary>
    /// <exception cref="SealingException">See <see cref="WireJson.Read"/>; <see cref="SealingError.Value"/>: a length is wrong.</exception>
    public static VaultReceipt Parse(ReadOnlySpan<byte> utf8)
    {
        var receipt = WireJson.Read<VaultReceipt>(utf8, MaxLength);
        byte[][] hashes =
        [
            receipt.TenderRef,
            receipt.Commitment,
            receipt.StatementHash,
            receipt.TreeRoot,
            receipt.SeqCommit,
        ];
        if (receipt.V != 1 || hashes.Any(h => h.Length != 32) || receipt.ReceiptNo.Length != 16)
        {
            throw new SealingException(SealingError.Value, -1, "a member of the receipt has another length or version");
        }

        return receipt.Verdict == VaultVerdict.Accepted == (receipt.Window is not null)
            ? receipt
            : throw new SealingException(SealingError.Value, -1, "exactly an acceptance has a window");
    }

    /// <summary>The JSON bytes to sign.</summary>
    public byte[] Write() => WireJson.Write(this);
}

/// <summary>What the vault decided.</summary>
[JsonConverter(typeof(NamedConverter<VaultVerdict>))]
public enum VaultVerdict
{
    /// <summary>The statement counts.</summary>
    [JsonStringEnumMemberName("accepted")]
    Accepted,

    /// <summary>It does not; the receipt says why.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,
}
