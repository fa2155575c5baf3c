using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Tender.Ledger.Receipts;
using Tender.Site.Trust;

namespace Tender.Site.Administration;

/// <summary>What the proposer and the second administrator sign the hash of, canonical JSON (RFC 8785).</summary>
public sealed record TrustStatement(string Json, byte[] Hash)
{
    public static TrustStatement Of(Guid id, TrustChangeKind kind, X509Certificate2 certificate, string reason)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return Of(
            Encoding.UTF8.GetString(
                CanonicalJson.Canonicalise(
                    JsonSerializer.SerializeToUtf8Bytes(
                        new
                        {
                            v = 1,
                            kind = kind == TrustChangeKind.Add ? "trust-add" : "trust-remove",
                            id = id.ToString(),
                            authority = certificate.Subject,
                            certificate = Convert.ToHexStringLower(SHA256.HashData(certificate.RawDataMemory.Span)),
                            reason,
                        }
                    )
                )
            )
        );
    }

    /// <summary>A statement as it was stored.</summary>
    public static TrustStatement Of(string json) => new(json, SHA256.HashData(Encoding.UTF8.GetBytes(json)));
}
