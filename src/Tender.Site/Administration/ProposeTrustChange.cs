using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Tender.Site.Audit;
using Tender.Site.Data;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;
using Tender.Site.Trust;

namespace Tender.Site.Administration;

/// <summary>An administrator proposes a change of the trust list, signed. Nothing changes until another one approves.</summary>
public sealed class ProposeTrustChange(
    SiteContext data,
    TrustBook trust,
    SignatureCheck signatures,
    AuditTrail audit,
    TimeProvider clock
)
{
    /// <summary>What would be signed now, if it may be proposed.</summary>
    /// <exception cref="Refused">ET-1001, -1002 the reason; ET-1024 to -1029 the certificate; ET-4001 there is an open proposal about it.</exception>
    public async Task<TrustDraft> PrepareAsync(TrustForm form, Viewer viewer, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(viewer);
        var (certificate, reason) = form.Read(await trust.ListAsync(cancel), clock.GetUtcNow());
        var fingerprint = SHA256.HashData(certificate.RawDataMemory.Span);
        if (
            await data.Set<TrustChange>()
                .AnyAsync(c => c.Id == form.Id || (c.Fingerprint == fingerprint && c.DecidedAt == null), cancel)
        )
        {
            throw new Refused("ET-4001");
        }

        var statement = TrustStatement.Of(form.Id, form.Kind, certificate, reason);
        return new TrustDraft(
            certificate,
            reason,
            statement,
            new ChallengePurpose("propose-trust", viewer.OrgCode, statement.Hash)
        );
    }

    /// <summary>Proposes it.</summary>
    /// <exception cref="Refused">As <see cref="PrepareAsync"/>; ET-2001 to -2018; ET-2022 signed with another certificate than the session's.</exception>
    public async Task ExecuteAsync(TrustForm form, string? signature, Viewer viewer, CancellationToken cancel)
    {
        var draft = await PrepareAsync(form, viewer, cancel);
        var signer = await signatures.CheckAsync(signature, draft.Purpose, cancel);
        if (Convert.ToHexStringLower(signer.Fingerprint) != viewer.Certificate)
        {
            throw new Refused("ET-2022");
        }

        await using var transaction = await data.Database.BeginTransactionAsync(cancel);
        data.Add(ChangeOf(form, draft, signer, viewer));
        try
        {
            await data.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure)
            when (failure.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            throw new Refused("ET-4001");
        }

        await audit.AppendAsync(
            new AuditEntry(
                signer.At,
                viewer.OrgCode,
                Convert.ToHexStringLower(signer.Fingerprint),
                "administration.propose-trust",
                form.Id.ToString(),
                new { statement = Convert.ToHexStringLower(draft.Statement.Hash) }
            ),
            cancel
        );
        await transaction.CommitAsync(cancel);
    }

    private static TrustChange ChangeOf(TrustForm form, TrustDraft draft, CheckedSigner signer, Viewer viewer) =>
        new()
        {
            Id = form.Id,
            Kind = form.Kind,
            Name = ListedAuthority.NameOf(draft.Certificate),
            Fingerprint = SHA256.HashData(draft.Certificate.RawDataMemory.Span),
            Certificate = draft.Certificate.RawData,
            Reason = draft.Reason,
            StatementJson = draft.Statement.Json,
            ProposedAt = signer.At,
            ProposedBy = viewer.PersonId,
            ProposedWith = signer.Fingerprint,
            ProposalMessage = signer.Message,
        };
}

/// <summary>A change that may be proposed, as it would be signed.</summary>
public sealed record TrustDraft(
    X509Certificate2 Certificate,
    string Reason,
    TrustStatement Statement,
    ChallengePurpose Purpose
);
