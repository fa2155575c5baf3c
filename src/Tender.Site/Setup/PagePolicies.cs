using System.Globalization;
using NetEscapades.AspNetCore.SecurityHeaders.Infrastructure;

namespace Tender.Site.Setup;

/// <summary>The content policy of each kind of page. No inline script or style anywhere, so there is no nonce and no hash.</summary>
internal static class PagePolicies
{
    /// <summary>Pages that talk to the vault: making a bid, receipts.</summary>
    public const string Bid = "bid";

    /// <summary>Where browsers report what the policy stopped.</summary>
    public const string ReportPath = "/reports/policy";

    private const string Permissions =
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), "
        + "midi=(), payment=(), usb=()";

    /// <summary>The policy of every page, with the hosts that its scripts may speak to.</summary>
    public static string ContentPolicy(string connect) =>
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        + $"connect-src {connect}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'; "
        + $"require-trusted-types-for 'script'; trusted-types 'none'; report-to csp";

    public static void Add(SecurityHeaderPolicyBuilder policies, SiteOptions options)
    {
        var vault = options.VaultPublicUrl.GetLeftPart(UriPartial.Authority);
        policies.SetDefaultPolicy(headers => Set(headers, ContentPolicy("'self'")));
        policies.AddPolicy(Bid, headers => Set(headers, ContentPolicy($"'self' {vault}")));
    }

    private static void Set(HeaderPolicyCollection headers, string content) =>
        headers
            .AddCustomHeader("Content-Security-Policy", content)
            .AddCustomHeader(
                "Reporting-Endpoints",
                string.Create(CultureInfo.InvariantCulture, $"csp=\"{ReportPath}\"")
            )
            .AddCustomHeader("X-Content-Type-Options", "nosniff")
            .AddCustomHeader("Referrer-Policy", "same-origin")
            .AddCustomHeader("Cross-Origin-Opener-Policy", "same-origin")
            .AddCustomHeader("Cross-Origin-Resource-Policy", "same-origin")
            .AddCustomHeader("Permissions-Policy", Permissions)
            .AddStrictTransportSecurityMaxAgeIncludeSubDomains(63_072_000)
            .RemoveServerHeader();
}
