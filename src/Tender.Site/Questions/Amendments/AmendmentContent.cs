using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tender.Ledger.Receipts;
using Tender.Site.Notices;
using Tender.Site.Shared.Text;

namespace Tender.Site.Questions;

/// <summary>
/// What is signed: canonical JSON (RFC 8785). The new deadline is not in it: the platform computes it at the instant of publication, nobody
/// types it.
/// </summary>
public sealed record AmendmentContent(string Json, byte[] Hash)
{
    public static AmendmentContent Of(Section section, Amendment amendment)
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(amendment);
        var json = CanonicalJson.Canonicalise(
            JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    v = 1,
                    act = "amend",
                    no = section.No,
                    lot = section.Id.ToString(),
                    notice = Convert.ToHexStringLower(section.NoticeHash!),
                    number = amendment.Number,
                    subject = amendment.Subject,
                    was = amendment.Was,
                    becomes = amendment.Becomes,
                    reason = amendment.Reason,
                    affectsBids = amendment.AffectsBids,
                    laterDeadline = amendment.LaterDeadline is { } later ? BeijingTime.Machine(later) : null,
                    writtenAt = BeijingTime.Machine(amendment.WrittenAt),
                }
            )
        );
        return new AmendmentContent(Encoding.UTF8.GetString(json), SHA256.HashData(json));
    }
}
