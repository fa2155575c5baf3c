using Microsoft.EntityFrameworkCore;
using Tender.Rules;
using Tender.Site.Audit;
using Tender.Site.Data;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;

namespace Tender.Site.Mandates;

/// <summary>Tenderee or agent ends a mandate at once, with a fresh signature and a reason. What the agent did before stays done.</summary>
public sealed class RevokeMandate(SiteContext data, SignatureCheck signatures, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Word of the purpose in the signed text.</summary>
    public const string Purpose = "revoke-mandate";

    private const int LongestReason = 500;

    /// <summary>What would be signed now, if it may be.</summary>
    /// <exception cref="Refused">ET-4004 not a mandate of this organisation; ET-4003 over already; ET-1001, -1002 about the reason.</exception>
    public async Task<ChallengePurpose> PrepareAsync(Guid id, string? reason, Viewer by, CancellationToken cancel)
    {
        var mandate = await FindAsync(id, by, clock.GetUtcNow(), cancel);
        return new ChallengePurpose(Purpose, by.OrgCode, MandateStatement.Revoke(mandate, by, Read(reason)).Hash);
    }

    /// <summary>Revokes it.</summary>
    /// <exception cref="Refused">As <see cref="PrepareAsync"/>; ET-2001 to -2016; ET-4001 when the other side was faster.</exception>
    public async Task ExecuteAsync(Guid id, string? reason, string? signature, Viewer by, CancellationToken cancel)
    {
        var purpose = await PrepareAsync(id, reason, by, cancel);
        var signer = await signatures.CheckAsync(signature, purpose, cancel);
        await using var transaction = await data.Database.BeginTransactionAsync(cancel);
        var mandate = await FindAsync(id, by, signer.At, cancel);
        var statement = MandateStatement.Revoke(mandate, by, Read(reason));
        mandate.Revoke(by.OrganisationId, statement.Json, signer.Message, signer.At);
        try
        {
            await data.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new Refused("ET-4001");
        }

        await audit.AppendAsync(
            new AuditEntry(
                signer.At,
                by.OrgCode,
                Convert.ToHexStringLower(signer.Fingerprint),
                "mandates.revoke",
                id.ToString(),
                new { statement = Convert.ToHexStringLower(statement.Hash) }
            ),
            cancel
        );
        await transaction.CommitAsync(cancel);
    }

    private async Task<Mandate> FindAsync(Guid id, Viewer by, DateTimeOffset now, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(by);
        var own = by.OrganisationId;
        var mandate =
            await data.Set<Mandate>()
                .SingleOrDefaultAsync(m => m.Id == id && (m.TendereeId == own || m.AgentId == own), cancel)
            ?? throw new Refused("ET-4004");
        return MandateRules.MayRevoke(mandate, own, now) ? mandate : throw new Refused("ET-4003");
    }

    private static string Read(string? reason)
    {
        var text = (reason ?? "").Trim().Normalize().ReplaceLineEndings("\n");
        var field = new FieldName("Reason");
        return text.Length switch
        {
            0 => throw new Refused(new Finding("ET-1001", field) { Field = "Reason" }),
            > LongestReason => throw new Refused(new Finding("ET-1002", field, LongestReason) { Field = "Reason" }),
            _ => text,
        };
    }
}
