using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tender.Ledger.Receipts;
using Tender.Site.Plans;
using Tender.Site.Registration;
using Tender.Site.Shared.Text;

namespace Tender.Site.Notices;

/// <summary>
/// What a publisher signs: canonical JSON (RFC 8785) of the notice, which names the hash of the document set. Both hashes stand in the text
/// of the challenge.
/// </summary>
public sealed record NoticeContent(string Json, byte[] NoticeHash, byte[] DocHash, int MinBids, int ObjectionSeconds)
{
    /// <summary>Fewer bidders than this and nothing is opened .</summary>
    public const int LeastBids = 3;

    /// <summary>The content as the draft stands.</summary>
    public static NoticeContent Of(Section section, Viewer agent, int objectionSeconds)
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(agent);
        var docHash = SHA256.HashData(Manifest(section.Documents));
        var json = Canonical(
            new
            {
                v = 1,
                no = section.No,
                lot = section.Id.ToString(),
                title = section.Title,
                tenderee = new { name = section.TendereeName, orgCode = section.TendereeCode },
                agent = new { name = agent.OrgName, orgCode = agent.OrgCode },
                trade = Trades.Word(section.Trade),
                place = section.Place,
                scope = section.Scope,
                qualification = section.Qualification,
                periodDays = section.PeriodDays,
                ceilingFen = section.CeilingFen,
                contact = section.Contact,
                deadline = section.Deadline is { } t ? BeijingTime.Machine(t) : null,
                minBids = LeastBids,
                objectionSeconds,
                docHash = Convert.ToHexStringLower(docHash),
            }
        );
        return new NoticeContent(
            Encoding.UTF8.GetString(json),
            SHA256.HashData(json),
            docHash,
            LeastBids,
            objectionSeconds
        );
    }

    /// <summary>The document set as it is hashed: ascending by name, code point by code point.</summary>
    public static byte[] Manifest(IEnumerable<SectionDocument> documents) =>
        Canonical(
            new
            {
                v = 1,
                documents = documents
                    .OrderBy(d => d.Name, StringComparer.Ordinal)
                    .Select(d => new
                    {
                        name = d.Name,
                        sha256 = Convert.ToHexStringLower(d.Sha256),
                        size = d.Size,
                    }),
            }
        );

    private static byte[] Canonical(object value) =>
        CanonicalJson.Canonicalise(JsonSerializer.SerializeToUtf8Bytes(value));
}

/// <summary>A notice with everything that publishing adds to it.</summary>
public sealed record SignedNotice(NoticeContent Content, byte[] Signature, byte[] TenderRef, DateTimeOffset At);
