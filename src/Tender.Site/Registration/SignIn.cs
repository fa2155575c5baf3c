using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Tender.Sealing;
using Tender.Site.Audit;
using Tender.Site.Data;
using Tender.Site.Setup;

namespace Tender.Site.Registration;

/// <summary>Signs in with a certificate; the first good one registers its organisation.</summary>
public sealed class SignIn(
    SiteContext data,
    SignatureCheck signatures,
    AuditTrail audit,
    IRandom random,
    IOptions<SiteOptions> options
)
{
    /// <summary>Checks the signature and returns the person.</summary>
    /// <exception cref="Shared.Faults.Refused">See <see cref="SignatureCheck"/>.</exception>
    public async Task<ClaimsPrincipal> ExecuteAsync(string? signature, CancellationToken cancel)
    {
        var signer = await signatures.CheckAsync(signature, ChallengePurpose.SignIn, cancel);
        await using var transaction = await data.Database.BeginTransactionAsync(cancel);
        var organisation = await RegisterAsync(signer, cancel);
        await data.SaveChangesAsync(cancel);
        await audit.AppendAsync(
            new AuditEntry(
                signer.At,
                organisation.OrgCode,
                Convert.ToHexStringLower(signer.Fingerprint),
                "registration.signin",
                organisation.OrgCode,
                new { signer.Report.Issuer, signer.Report.RevocationKnown }
            ),
            cancel
        );
        await transaction.CommitAsync(cancel);
        return Person(organisation, signer);
    }

    private async Task<Organisation> RegisterAsync(CheckedSigner signer, CancellationToken cancel)
    {
        var (code, name) = (signer.Report.OrgCode, signer.Report.OrgName);
        // Two first sign-ins of one organisation at the same moment: the second finds the row of the first.
        await data.Database.ExecuteSqlAsync(
            $"""
            insert into organisation (id, org_code, name, registered_at) values ({random.NewId()}, {code}, {name}, {signer.At})
            on conflict (org_code) do nothing
            """,
            cancel
        );
        var organisation = await data.Set<Organisation>().SingleAsync(o => o.OrgCode == code, cancel);
        organisation.Name = name;
        await data.Database.ExecuteSqlAsync(
            $"""
            insert into signer_certificate (id, organisation_id, fingerprint, signer_name, issuer, not_after, first_used_at)
            values ({random.NewId()}, {organisation.Id}, {signer.Fingerprint}, {signer.Report.SignerName},
                {signer.Report.Issuer}, {signer.Report.NotAfter}, {signer.At})
            on conflict (fingerprint) do nothing
            """,
            cancel
        );
        return organisation;
    }

    private ClaimsPrincipal Person(Organisation organisation, CheckedSigner signer)
    {
        var fingerprint = Convert.ToHexStringLower(signer.Fingerprint);
        var identity = new ClaimsIdentity(SessionSetup.Scheme, ClaimTypes.Name, ClaimTypes.Role);
        identity.AddClaims([
            new Claim(ClaimTypes.NameIdentifier, $"{organisation.Id:n}.{fingerprint}"),
            new Claim(ClaimTypes.Name, signer.Report.SignerName),
            new Claim(Viewer.OrganisationClaim, organisation.Id.ToString()),
            new Claim(Viewer.OrgCodeClaim, organisation.OrgCode),
            new Claim(Viewer.OrgNameClaim, organisation.Name),
            new Claim(Viewer.CertificateClaim, fingerprint),
            new Claim(Viewer.RevocationClaim, signer.Report.RevocationKnown ? "known" : "unknown"),
        ]);
        if (options.Value.AgentOrgCodes.Contains(organisation.OrgCode))
        {
            identity.AddClaim(new Claim(Viewer.PublisherClaim, "yes"));
        }

        return new ClaimsPrincipal(identity);
    }
}
