using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace Tender.Site.Tests.Support;

/// <summary>Grants and revokes mandates by the calls that people make.</summary>
internal static class MandateCalls
{
    /// <summary>A form that lacks nothing: from today, for a month.</summary>
    public static Dictionary<string, string> Form(DateTimeOffset now, string agentCode, string project = "")
    {
        var today = now.ToOffset(TimeSpan.FromHours(8));
        return new Dictionary<string, string>
        {
            ["Id"] = Some.Id().ToString(),
            ["AgentCode"] = agentCode,
            ["Project"] = project,
            ["FromDate"] = Day(today),
            ["UntilDate"] = Day(today.AddDays(30)),
        };
    }

    public static string Day(DateTimeOffset day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Challenge with the form's fields, signature, post.</summary>
    public static async Task<HttpResponseMessage> GrantAsync(
        this Browser tenderee,
        Dictionary<string, string> form,
        X509Certificate2 certificate
    )
    {
        var text = await tenderee.ChallengeAsync("/mandates/challenge.json?" + Query(form));
        return await tenderee.PostAsync("/mandates", [.. form, new("signature", tenderee.Sign(text, certificate))]);
    }

    public static async Task<HttpResponseMessage> RevokeAsync(
        this Browser either,
        string mandate,
        string reason,
        X509Certificate2 certificate
    )
    {
        var text = await either.ChallengeAsync(
            $"/mandates/{mandate}/challenge.json?reason={Uri.EscapeDataString(reason)}"
        );
        return await either.PostAsync(
            $"/mandates/{mandate}/revoke",
            [new("reason", reason), new("signature", either.Sign(text, certificate))]
        );
    }

    public static string Query(Dictionary<string, string> form) =>
        string.Join('&', form.Select(f => $"{f.Key}={Uri.EscapeDataString(f.Value)}"));
}
