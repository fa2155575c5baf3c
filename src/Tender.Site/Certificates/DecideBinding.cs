using Microsoft.EntityFrameworkCore;
using Tender.Site.Audit;
using Tender.Site.Data;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;

namespace Tender.Site.Certificates;

/// <summary>A bound certificate signs for or against one that asks; both signatures are kept. A yes acts at once.</summary>
public sealed class DecideBinding(
    SiteContext data,
    SignatureCheck signatures,
    RegisteredParty parties,
    AuditTrail audit,
    TimeProvider clock
)
{
    /// <summary>What would be signed now, if it may be.</summary>
    /// <exception cref="Refused">ET-4004 no request of this organisation; ET-4003 decided already, or its time has passed.</exception>
    public async Task<ChallengePurpose> PrepareAsync(Guid id, bool bind, Viewer viewer, CancellationToken cancel)
    {
        var request = await FindAsync(id, viewer, clock.GetUtcNow(), cancel);
        return PurposeOf(request, bind, viewer);
    }

    /// <summary>Decides.</summary>
    /// <exception cref="Refused">As <see cref="PrepareAsync"/>; ET-2001 to -2016; ET-4001 when somebody else was faster.</exception>
    public async Task ExecuteAsync(Guid id, bool bind, string? signature, Viewer viewer, CancellationToken cancel)
    {
        var purpose = await PrepareAsync(id, bind, viewer, cancel);
        var signer = await signatures.CheckAsync(signature, purpose, cancel);
        await using var transaction = await data.Database.BeginTransactionAsync(cancel);
        // A certificate that is being taken off must not bind another one meanwhile.
        await data.Database.ExecuteSqlAsync(
            $"select from organisation where id = {viewer.OrganisationId} for update",
            cancel
        );
        await signatures.DemandBoundAsync(signer.Fingerprint, viewer.OrgCode, cancel);
        // What was read before the lock may be old.
        data.ChangeTracker.Clear();
        var request = await FindAsync(id, viewer, signer.At, cancel);
        request.Decide(bind ? BindingDecision.Bound : BindingDecision.Refused, signer);
        try
        {
            await data.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new Refused("ET-4001");
        }

        if (bind)
        {
            await parties.BindAsync(CertificateFacts.Of(request), "both", signer.At, cancel);
        }

        await audit.AppendAsync(
            new AuditEntry(
                signer.At,
                viewer.OrgCode,
                Convert.ToHexStringLower(signer.Fingerprint),
                bind ? "certificates.bind" : "certificates.refuse",
                id.ToString(),
                new { certificate = Convert.ToHexStringLower(request.Fingerprint) }
            ),
            cancel
        );
        await transaction.CommitAsync(cancel);
    }

    private static ChallengePurpose PurposeOf(BindingRequest request, bool bind, Viewer viewer) =>
        new(bind ? "bind-certificate" : "refuse-certificate", viewer.OrgCode, request.Fingerprint)
        {
            // Whoever stole a key must not win a friend by keeping its issuer's service from answering.
            DemandsStatus = bind,
        };

    private async Task<BindingRequest> FindAsync(Guid id, Viewer viewer, DateTimeOffset now, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var request =
            await data.Set<BindingRequest>()
                .SingleOrDefaultAsync(r => r.Id == id && r.OrganisationId == viewer.OrganisationId, cancel)
            ?? throw new Refused("ET-4004");
        return request.DecidedAt is null && now < request.NotAfter ? request : throw new Refused("ET-4003");
    }
}
