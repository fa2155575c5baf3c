using System.Security.Cryptography;
using System.Text;

namespace Tender.Sealing;

/// <summary>What ties the versions of one bidder's bid together without telling who it is (SBID1 4).</summary>
public static class BidIdentity
{
    /// <summary><c>bidderTag = HMAC-H(bidNonce, "bidder" || uscc18)</c>, 32 bytes.</summary>
    public static byte[] Tag(ReadOnlySpan<byte> bidNonce, string organisationCode) =>
        HMACSHA256.HashData(bidNonce, [.. "bidder"u8, .. Encoding.ASCII.GetBytes(organisationCode)]);

    /// <summary><c>H("nonce" || bidNonce)</c>, 32 bytes.</summary>
    public static byte[] NonceHash(ReadOnlySpan<byte> bidNonce) => SHA256.HashData([.. "nonce"u8, .. bidNonce]);
}
