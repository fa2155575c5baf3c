using Microsoft.EntityFrameworkCore;
using Tender.Rules;
using Tender.Site.Audit;
using Tender.Site.Data;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;

namespace Tender.Site.Certificates;

/// <summary>
/// Takes a certificate off the organisation's list (lost, replaced, its holder left), signed by any certificate that is on it. Its sessions
/// end in the same transaction; it never comes back.
/// </summary>
public sealed class EndBinding(SiteContext data, SignatureCheck signatures, AuditTrail audit)
{
    public static IReadOnlyList<string> Reasons { get; } = ["lost", "renewed", "left"];

    /// <summary>What would be signed now, if it may be.</summary>
    /// <exception cref="Refused">ET-4004 no certificate of this organisation; ET-4003 off the list already; ET-1007 no reason.</exception>
    public async Task<ChallengePurpose> PrepareAsync(
        Guid id,
        string? reason,
        Viewer viewer,
        CancellationToken cancel
    ) => PurposeOf(await FindAsync(id, viewer, cancel), Read(reason), viewer);

    /// <summary>Ends it.</summary>
    /// <exception cref="Refused">As <see cref="PrepareAsync"/>; ET-2001 to -2016.</exception>
    public async Task ExecuteAsync(Guid id, string? reason, string? signature, Viewer viewer, CancellationToken cancel)
    {
        var purpose = await PrepareAsync(id, reason, viewer, cancel);
        var signer = await signatures.CheckAsync(signature, purpose, cancel);
        await using var transaction = await data.Database.BeginTransactionAsync(cancel);
        // Two certificates that take each other off: the second one finds that it is off itself.
        await data.Database.ExecuteSqlAsync(
            $"select from organisation where id = {viewer.OrganisationId} for update",
            cancel
        );
        await signatures.DemandBoundAsync(signer.Fingerprint, viewer.OrgCode, cancel);
        // What was read before the lock may be old.
        data.ChangeTracker.Clear();
        var certificate = await FindAsync(id, viewer, cancel);
        var own = Convert.ToHexStringLower(certificate.Fingerprint);
        certificate.EndedAt = signer.At;
        certificate.EndedReason = Read(reason);
        await data.SaveChangesAsync(cancel);
        await data.Set<SessionRow>().Where(s => s.Certificate == own).ExecuteDeleteAsync(cancel);
        await audit.AppendAsync(
            new AuditEntry(
                signer.At,
                viewer.OrgCode,
                Convert.ToHexStringLower(signer.Fingerprint),
                "certificates.end",
                id.ToString(),
                new { certificate = own, reason = certificate.EndedReason }
            ),
            cancel
        );
        await transaction.CommitAsync(cancel);
    }

    private static ChallengePurpose PurposeOf(SignerCertificate certificate, string reason, Viewer viewer) =>
        new($"end-certificate-{reason}", viewer.OrgCode, certificate.Fingerprint);

    private async Task<SignerCertificate> FindAsync(Guid id, Viewer viewer, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var certificate =
            await data.Set<SignerCertificate>()
                .SingleOrDefaultAsync(c => c.Id == id && c.OrganisationId == viewer.OrganisationId, cancel)
            ?? throw new Refused("ET-4004");
        return certificate.EndedAt is null ? certificate : throw new Refused("ET-4003");
    }

    private static string Read(string? reason) =>
        reason is not null && Reasons.Contains(reason)
            ? reason
            : throw new Refused(new Finding("ET-1007", new FieldName("Reason")) { Field = "Reason" });
}
