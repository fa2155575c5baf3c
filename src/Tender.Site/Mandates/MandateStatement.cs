using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tender.Ledger.Receipts;
using Tender.Site.Registration;
using Tender.Site.Shared.Text;

namespace Tender.Site.Mandates;

/// <summary>What is signed: canonical JSON (RFC 8785), whose hash stands in the text of the challenge.</summary>
public sealed record MandateStatement(string Json, byte[] Hash)
{
    /// <summary>The statement of a tenderee.</summary>
    public static MandateStatement Grant(MandateTerms terms, Viewer tenderee, Organisation agent)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(tenderee);
        ArgumentNullException.ThrowIfNull(agent);
        return Of(
            new
            {
                v = 1,
                kind = "mandate",
                id = terms.Id.ToString(),
                tenderee = new { name = tenderee.OrgName, orgCode = tenderee.OrgCode },
                agent = new { name = agent.Name, orgCode = agent.OrgCode },
                project = terms.Project,
                from = BeijingTime.Machine(terms.StartsAt),
                until = BeijingTime.Machine(terms.EndsAt),
            }
        );
    }

    /// <summary>The statement that ends a mandate.</summary>
    public static MandateStatement Revoke(Mandate mandate, Viewer by, string reason)
    {
        ArgumentNullException.ThrowIfNull(mandate);
        ArgumentNullException.ThrowIfNull(by);
        return Of(
            new
            {
                v = 1,
                kind = "mandate-revocation",
                id = mandate.Id.ToString(),
                mandate = Convert.ToHexStringLower(mandate.StatementHash),
                by = new { name = by.OrgName, orgCode = by.OrgCode },
                reason,
            }
        );
    }

    private static MandateStatement Of(object content)
    {
        var json = CanonicalJson.Canonicalise(JsonSerializer.SerializeToUtf8Bytes(content));
        return new MandateStatement(Encoding.UTF8.GetString(json), SHA256.HashData(json));
    }
}

/// <summary>The terms of a mandate as read from its form.</summary>
public sealed record MandateTerms(
    Guid Id,
    string AgentCode,
    string? Project,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt
);
