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
    public const string PersonClaim = "person";
    public const string OrgCodeClaim = "orgCode";
    public const string OrgNameClaim = "orgName";
    public const string CertificateClaim = "certificate";
    public const string RevocationClaim = "revocation";

    /// <summary>The person behind the session.</summary>
    public Guid PersonId { get; init; }

    /// <summary>Its name as the certificate says.</summary>
    public string PersonName { get; init; } = "";

    /// <summary>What the organisation is. Acts ask the database again where a role decides.</summary>
    public IReadOnlySet<OrganisationRole> Roles { get; init; } = new HashSet<OrganisationRole>();

    public bool Is(OrganisationRole role) => Roles.Contains(role);

    public static Viewer Of(ClaimsPrincipal person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return new Viewer(
            Guid.Parse(Value(person, OrganisationClaim)),
            Value(person, OrgCodeClaim),
            Value(person, OrgNameClaim),
            Value(person, CertificateClaim)
        )
        {
            PersonId = Guid.Parse(Value(person, PersonClaim)),
            PersonName = person.Identity?.Name ?? "",
            Roles = person.FindAll(ClaimTypes.Role).Select(c => Enum.Parse<OrganisationRole>(c.Value)).ToHashSet(),
        };
    }

    private static string Value(ClaimsPrincipal person, string type) =>
        person.FindFirstValue(type) ?? throw new InvalidOperationException($"A session without {type}.");
}
