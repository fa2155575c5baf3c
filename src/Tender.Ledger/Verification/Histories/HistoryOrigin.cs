namespace Tender.Ledger.Verification;

/// <summary>From where somebody acted.</summary>
/// <param name="Address">Network address, or empty for acts of the clock.</param>
/// <param name="Salt">32 random bytes: there are few network addresses.</param>
public sealed record HistoryOrigin(string Address, byte[] Salt)
{
    /// <summary><c>SHA-256(salt || text(address))</c>.</summary>
    public byte[] Mark() => HistoryHash.Join(Salt, HistoryHash.Text(Address));
}
