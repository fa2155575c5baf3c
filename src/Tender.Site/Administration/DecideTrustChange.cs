using Microsoft.EntityFrameworkCore;
using Tender.Site.Audit;
using Tender.Site.Data;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;
using Tender.Site.Trust;

namespace Tender.Site.Administration;

/// <summary>A second administrator approves or rejects a proposal, signed. An approval holds from its commit on.</summary>
public sealed class DecideTrustChange(SiteContext data, SignatureCheck signatures, AuditTrail audit)
{
    /// <summary>What would be signed now, if this person may decide.</summary>
    /// <exception cref="Refused">ET-4004 no such proposal; ET-4003 decided already; ET-2019 the own proposal.</exception>
    public async Task<ChallengePurpose> PrepareAsync(Guid id, bool approve, Viewer viewer, CancellationToken cancel) =>
        PurposeOf(await FindAsync(id, viewer, cancel), approve, viewer);

    /// <summary>Decides.</summary>
    /// <exception cref="Refused">As <see cref="PrepareAsync"/>; ET-2001 to -2018; ET-2022 signed with another certificate than the session's; ET-4001 when another one was faster.</exception>
    public async Task ExecuteAsync(Guid id, bool approve, string? signature, Viewer viewer, CancellationToken cancel)
    {
        var purpose = await PrepareAsync(id, approve, viewer, cancel);
        var signer = await signatures.CheckAsync(signature, purpose, cancel);
        if (Convert.ToHexStringLower(signer.Fingerprint) != viewer.Certificate)
        {
            throw new Refused("ET-2022");
        }

        await using var transaction = await data.Database.BeginTransactionAsync(cancel);
        var change = await FindAsync(id, viewer, cancel);
        var decision = approve ? TrustDecision.Approved : TrustDecision.Rejected;
        change.Decide(decision, viewer.PersonId, signer.Fingerprint, signer.Message, signer.At);
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
                viewer.OrgCode,
                Convert.ToHexStringLower(signer.Fingerprint),
                approve ? "administration.approve-trust" : "administration.reject-trust",
                id.ToString(),
                new { statement = Convert.ToHexStringLower(TrustStatement.Of(change.StatementJson).Hash) }
            ),
            cancel
        );
        await transaction.CommitAsync(cancel);
    }

    private static ChallengePurpose PurposeOf(TrustChange change, bool approve, Viewer viewer) =>
        new(approve ? "approve-trust" : "reject-trust", viewer.OrgCode, TrustStatement.Of(change.StatementJson).Hash)
        {
            DemandsStatus = true,
        };

    private async Task<TrustChange> FindAsync(Guid id, Viewer viewer, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var change =
            await data.Set<TrustChange>().SingleOrDefaultAsync(c => c.Id == id, cancel) ?? throw new Refused("ET-4004");
        return change.DecidedAt is not null ? throw new Refused("ET-4003")
            : change.MayBeDecidedBy(viewer.PersonId, viewer.Certificate) ? change
            : throw new Refused("ET-2019");
    }
}
