namespace Tender.Ledger.Verification;

/// <summary>Who acted.</summary>
/// <param name="Actor">Organisation code, or <c>system</c>.</param>
/// <param name="Authn">SHA-256 of the certificate used, lower-case hex, or empty.</param>
/// <param name="Salt">32 random bytes, so that the mark cannot be guessed from a list of organisations.</param>
public sealed record HistoryWho(string Actor, string Authn, byte[] Salt)
{
    /// <summary><c>SHA-256(salt || text(actor) || text(authn))</c>; a text is its u32 length in UTF-8 bytes, then the bytes.</summary>
    public byte[] Mark() => HistoryHash.Join(Salt, HistoryHash.Text(Actor), HistoryHash.Text(Authn));
}
