using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Tender.Sealing;
using Tender.Site.Audit;
using Tender.Site.Data;
using Tender.Site.Licences;
using Tender.Site.Registration;
using Tender.Site.Setup;
using Tender.Site.Shared.Faults;

namespace Tender.Site.Certificates;

/// <summary>
/// A further certificate of a registered organisation asks to be bound, signed with itself. Renewal, change of authority and loss all begin
/// here, without a session: whoever lost the old key has none.
/// </summary>
public sealed class RequestBinding(
    SiteContext data,
    SignatureCheck signatures,
    LicenceCheck licences,
    AuditTrail audit,
    IRandom random,
    IOptions<SiteOptions> options
)
{
    /// <summary>What the new certificate signs; its organisation is read from it.</summary>
    public static ChallengePurpose Purpose { get; } = new("request-binding", null);

    /// <summary>Asks.</summary>
    /// <exception cref="Refused">ET-2001 to -2016; ET-1021 the organisation has no registration yet; ET-1022 bound already; ET-2007 taken off before; ET-1023 refused before; ET-1017, -1018 licence.</exception>
    public async Task<BindingRequest> ExecuteAsync(string? signature, CancellationToken cancel)
    {
        var signer = await signatures.CheckAsync(signature, Purpose, cancel);
        await DemandLicenceAsync(signer, cancel);
        await using var transaction = await data.Database.BeginTransactionAsync(cancel);
        var organisation =
            await data.Set<Organisation>()
                .AsNoTracking()
                .SingleOrDefaultAsync(o => o.OrgCode == signer.Report.OrgCode, cancel)
            ?? throw new Refused("ET-1021");
        await data.Database.ExecuteSqlAsync(
            $"select from organisation where id = {organisation.Id} for update",
            cancel
        );
        await DemandUnknownAsync(signer, cancel);
        if (await OpenAsync(signer, cancel) is { } open)
        {
            return open;
        }

        var request = RequestOf(signer, organisation.Id);
        data.Add(request);
        await data.SaveChangesAsync(cancel);
        await audit.AppendAsync(
            new AuditEntry(
                signer.At,
                organisation.OrgCode,
                Convert.ToHexStringLower(signer.Fingerprint),
                "certificates.request",
                organisation.OrgCode,
                new { signer.Report.Issuer, request.DueAt }
            ),
            cancel
        );
        await transaction.CommitAsync(cancel);
        return request;
    }

    private BindingRequest RequestOf(CheckedSigner signer, Guid organisation) =>
        new()
        {
            Id = random.NewId(),
            OrganisationId = organisation,
            Fingerprint = signer.Fingerprint,
            SignerName = signer.Report.SignerName,
            Issuer = signer.Report.Issuer,
            NotAfter = signer.Report.NotAfter,
            Message = signer.Message,
            RequestedAt = signer.At,
            DueAt = signer.At + options.Value.RebindingWait,
        };

    /// <summary>The proof beside the certificate itself: the organisation exists and is alive.</summary>
    private async Task DemandLicenceAsync(CheckedSigner signer, CancellationToken cancel)
    {
        var licence = await licences.AskAsync(signer.Report.OrgCode, signer.Report.OrgName, cancel);
        if (licence.RuleId is { } rule)
        {
            throw new Refused(rule, signer.Report.OrgCode);
        }
    }

    private Task<BindingRequest?> OpenAsync(CheckedSigner signer, CancellationToken cancel) =>
        data.Set<BindingRequest>()
            .SingleOrDefaultAsync(r => r.Fingerprint == signer.Fingerprint && r.DecidedAt == null, cancel);

    private async Task DemandUnknownAsync(CheckedSigner signer, CancellationToken cancel)
    {
        var known = await data.Set<SignerCertificate>()
            .AsNoTracking()
            .SingleOrDefaultAsync(c => c.Fingerprint == signer.Fingerprint, cancel);
        if (known is { EndedAt: { } ended })
        {
            throw new Refused("ET-2007", ended);
        }

        if (known is not null)
        {
            throw new Refused("ET-1022");
        }

        if (
            await data.Set<BindingRequest>()
                .AnyAsync(r => r.Fingerprint == signer.Fingerprint && r.Decision == BindingDecision.Refused, cancel)
        )
        {
            throw new Refused("ET-1023");
        }
    }
}
