using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Tender.Site.Registration;

namespace Tender.Site.Organisations;

/// <summary>Changes what a running session says of the organisation; its length stays what it was.</summary>
internal static class SessionClaims
{
    public static async Task SetRolesAsync(HttpContext context, IEnumerable<OrganisationRole> roles)
    {
        var session = await context.AuthenticateAsync(SessionSetup.Scheme);
        if (session is not { Principal.Identity: ClaimsIdentity old, Properties: { } properties })
        {
            return;
        }

        var identity = new ClaimsIdentity(
            [
                .. old.Claims.Where(c => c.Type != ClaimTypes.Role),
                .. roles.Order().Select(r => new Claim(ClaimTypes.Role, r.ToString())),
            ],
            SessionSetup.Scheme,
            ClaimTypes.Name,
            ClaimTypes.Role
        );
        await context.SignInAsync(SessionSetup.Scheme, new ClaimsPrincipal(identity), properties);
    }
}
