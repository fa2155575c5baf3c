using System.Security.Claims;
using Tender.Site.Audit;
using Tender.Site.Data;

namespace Tender.Site.Registration;

/// <summary>Signs in with a certificate; the first good one registers its organisation .</summary>
public sealed class SignIn(SiteContext data, SignatureCheck signatures, RegisteredParty parties, AuditTrail audit)
{
    /// <summary>Checks the signature and returns the person, and whether the organisation has completed its registration.</summary>
    /// <exception cref="Shared.Faults.Refused">See <see cref="SignatureCheck"/> and <see cref="RegisteredParty"/>.</exception>
    public async Task<(ClaimsPrincipal Person, bool IsRegistered)> ExecuteAsync(
        string? signature,
        CancellationToken cancel
    )
    {
        var signer = await signatures.CheckAsync(signature, ChallengePurpose.SignIn, cancel);
        await using var transaction = await data.Database.BeginTransactionAsync(cancel);
        var party = await parties.OfAsync(signer, cancel);
        await audit.AppendAsync(
            new AuditEntry(
                signer.At,
                party.Organisation.OrgCode,
                Convert.ToHexStringLower(signer.Fingerprint),
                "registration.signin",
                party.Organisation.OrgCode,
                new { signer.Report.Issuer, signer.Report.RevocationKnown }
            ),
            cancel
        );
        await transaction.CommitAsync(cancel);
        return (Principal(party, signer), party.Organisation.ConfirmedAt is not null);
    }

    private static ClaimsPrincipal Principal(Party party, CheckedSigner signer)
    {
        var fingerprint = Convert.ToHexStringLower(signer.Fingerprint);
        var (organisation, person) = (party.Organisation, party.Person);
        var identity = new ClaimsIdentity(SessionSetup.Scheme, ClaimTypes.Name, ClaimTypes.Role);
        identity.AddClaims([
            new Claim(ClaimTypes.NameIdentifier, $"{organisation.Id:n}.{fingerprint}"),
            new Claim(ClaimTypes.Name, person.Name),
            new Claim(Viewer.PersonClaim, person.Id.ToString()),
            new Claim(Viewer.OrganisationClaim, organisation.Id.ToString()),
            new Claim(Viewer.OrgCodeClaim, organisation.OrgCode),
            new Claim(Viewer.OrgNameClaim, organisation.Name),
            new Claim(Viewer.CertificateClaim, fingerprint),
            new Claim(Viewer.RevocationClaim, signer.Report.RevocationKnown ? "known" : "unknown"),
            .. party.Roles.Order().Select(r => new Claim(ClaimTypes.Role, r.ToString())),
        ]);
        return new ClaimsPrincipal(identity);
    }
}
