using System.Security.Claims;

namespace Tender.Site.Registration;

/// <summary>Who is looking: every query that depends on a person takes this.</summary>
/// <param name="OrganisationId">Own organisation.</param>
/// <param name="OrgCode">Its code.</param>
/// <param name="OrgName">Its name as the certificate says.</param>
/// <param name="Certificate">SHA-256 of the certificate of this session, hex.</param>
public sealed record Viewer(Guid OrganisationId, string OrgCode, string OrgName, string Certificate)
{
    public const string OrganisationClaim = "organisation";
    public const string OrgCodeClaim = "orgCode";
    public const string OrgNameClaim = "orgName";
    public const string CertificateClaim = "certificate";
    public const string RevocationClaim = "revocation";
    public const string PublisherClaim = "publisher";

    public static Viewer Of(ClaimsPrincipal person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return new Viewer(
            Guid.Parse(Value(person, OrganisationClaim)),
            Value(person, OrgCodeClaim),
            Value(person, OrgNameClaim),
            Value(person, CertificateClaim)
        );
    }

    private static string Value(ClaimsPrincipal person, string type) =>
        person.FindFirstValue(type) ?? throw new InvalidOperationException($"A session without {type}.");
}
