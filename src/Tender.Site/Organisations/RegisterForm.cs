using Tender.Rules;
using Tender.Site.Registration;

namespace Tender.Site.Organisations;

/// <summary>What an organisation adds to its certificate: whom to reach, and what it is.</summary>
public sealed class RegisterForm
{
    private const int LongestContact = 200;

    public string? Contact { get; set; }

    public bool IsBidder { get; set; }

    public bool IsTenderee { get; set; }

    public bool IsAgent { get; set; }

    /// <summary>Where to go afterwards.</summary>
    public string? Next { get; set; }

    public static RegisterForm Of(Organisation organisation, IReadOnlySet<OrganisationRole> roles, string? next)
    {
        ArgumentNullException.ThrowIfNull(organisation);
        ArgumentNullException.ThrowIfNull(roles);
        return new RegisterForm
        {
            Contact = organisation.Contact,
            IsBidder = roles.Contains(OrganisationRole.Bidder),
            IsTenderee = roles.Contains(OrganisationRole.Tenderee),
            IsAgent = roles.Contains(OrganisationRole.Agent),
            Next = next,
        };
    }

    /// <summary>The roles that were chosen.</summary>
    public IReadOnlyList<OrganisationRole> Roles() =>
        [
            .. new[]
            {
                (IsBidder, OrganisationRole.Bidder),
                (IsTenderee, OrganisationRole.Tenderee),
                (IsAgent, OrganisationRole.Agent),
            }
                .Where(r => r.Item1)
                .Select(r => r.Item2),
        ];

    /// <summary>The contact, if it can be taken.</summary>
    public string ReadContact(List<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var text = (Contact ?? "").Trim().Normalize();
        var field = new FieldName(nameof(Contact));
        if (text.Length == 0)
        {
            findings.Add(new Finding("ET-1001", field) { Field = nameof(Contact) });
        }
        else if (text.Length > LongestContact)
        {
            findings.Add(new Finding("ET-1002", field, LongestContact) { Field = nameof(Contact) });
        }

        return text;
    }
}
