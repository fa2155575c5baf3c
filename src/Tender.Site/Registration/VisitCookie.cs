using System.Security.Cryptography;
using System.Text;
using Tender.Sealing;

namespace Tender.Site.Registration;

/// <summary>
/// The cookie that binds a challenge to one browser. It says nothing about a person and lives until the browser ends; a new one is made at
/// sign-in.
/// </summary>
public sealed class VisitCookie(IHttpContextAccessor accessor, IRandom random)
{
    public const string Name = "__Host-visit";

    private HttpContext Context =>
        accessor.HttpContext ?? throw new InvalidOperationException("Only a request has a browser.");

    /// <summary>Name of the site in a text to sign: the host that the person sees.</summary>
    public string Host => Context.Request.Host.Value ?? "";

    /// <summary>Hash of the value, or null when the browser brought none.</summary>
    public byte[]? Take() =>
        Context.Request.Cookies[Name] is { Length: 64 } value ? SHA256.HashData(Encoding.ASCII.GetBytes(value)) : null;

    /// <summary>Hash of the value; without one, a new one is set.</summary>
    public byte[] TakeOrMake() => Take() ?? Renew();

    /// <summary>Sets a new value and returns its hash.</summary>
    public byte[] Renew()
    {
        var value = Convert.ToHexStringLower(random.Bytes(32));
        Context.Response.Cookies.Append(
            Name,
            value,
            new CookieOptions
            {
                Path = "/",
                Secure = true,
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                IsEssential = true,
            }
        );
        return SHA256.HashData(Encoding.ASCII.GetBytes(value));
    }
}
