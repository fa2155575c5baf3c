using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace Tender.Site.Registration;

/// <summary>
/// Asks for a fresh signature: the answer that a page's sign box and a program read before an act. The act itself hands the same purpose to
/// <see cref="SignatureCheck"/>.
/// </summary>
public sealed class StepUp(ChallengeBook challenges, IAntiforgery forgery, IHttpContextAccessor accessor)
{
    /// <summary>A text to sign for the purpose, with the form token that the next post needs.</summary>
    public async Task<JsonResult> AskAsync(ChallengePurpose purpose, CancellationToken cancel)
    {
        var context = accessor.HttpContext ?? throw new InvalidOperationException("Only a request is answered.");
        var challenge = await challenges.IssueAsync(purpose, cancel);
        return new JsonResult(
            new
            {
                challenge = challenge.Content,
                expiresAt = challenge.ExpiresAt,
                formToken = forgery.GetAndStoreTokens(context).RequestToken,
            }
        );
    }
}
