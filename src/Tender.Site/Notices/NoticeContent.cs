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
    public static NoticeContent Of(Section section, Plan? plan, Viewer agent, int objectionSeconds)
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(agent);
        var docHash = SHA256.HashData(Manifest(section.Documents));
        var json = Canonical(
            new
            {
                v = 2,
                no = section.No,
                lot = section.Id.ToString(),
                plan = plan is null ? null : new { no = plan.No, waiver = plan.WaiverReason },
                title = section.Title,
                tenderee = new
                {
                    name = section.TendereeName,
                    orgCode = section.TendereeCode,
                    address = section.TendereeAddress,
                },
                agent = new { name = agent.OrgName, orgCode = agent.OrgCode },
                subject = Subject(section),
                procedure = Procedure(section),
                contact = section.Contact,
                deadline = Machine(section.Deadline),
                terms = section.Terms().Select(t => new { name = t.Name, text = t.Text }),
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

    private static object Subject(Section section) =>
        new
        {
            trade = Trades.Word(section.Trade),
            place = section.Place,
            nature = section.Nature,
            scale = section.Scale,
            scope = section.Scope,
            fundSource = section.FundSource,
            mandatory = section.Mandatory,
            stateFunded = section.StateFunded,
            periodDays = section.PeriodDays,
            ceilingFen = section.CeilingFen,
        };

    private static object Procedure(Section section) =>
        new
        {
            method = section.Method,
            invitedApproval = section.InvitedApproval,
            qualification = section.Qualification,
            consortium = section.Consortium,
            validityDays = section.ValidityDays,
            bondFen = section.BondFen,
            documentFeeFen = 0,
            issueEnd = Machine(section.IssueEnd),
            applyUntil = Machine(section.ApplyUntil),
        };

    private static string? Machine(DateTimeOffset? at) => at is { } t ? BeijingTime.Machine(t) : null;

    private static byte[] Canonical(object value) =>
        CanonicalJson.Canonicalise(JsonSerializer.SerializeToUtf8Bytes(value));
}

/// <summary>A notice with everything that publishing adds to it.</summary>
public sealed record SignedNotice(NoticeContent Content, byte[] Signature, byte[] TenderRef, DateTimeOffset At);
