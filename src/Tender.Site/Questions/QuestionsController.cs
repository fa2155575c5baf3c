using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Tender.Sealing;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;
using Tender.Site.Shared.Tags;

namespace Tender.Site.Questions;

/// <summary>Questions and answers of a section, for everybody; asking, for whoever is signed in.</summary>
[Route("{lang:lang}/tenders/{no}")]
public sealed class QuestionsController(ReadQuestions questions, AskQuestion ask, FaultCatalogue faults) : Controller
{
    [HttpGet("questions"), AllowAnonymous]
    public async Task<IActionResult> List(string no, CancellationToken cancel) =>
        await questions.FindAsync(no, cancel) is { } page ? View("List", page) : NotFound();

    [HttpGet("ask"), Authorize, ResponseCache(NoStore = true)]
    public Task<IActionResult> New(string no, [FromServices] IRandom random, CancellationToken cancel) =>
        FormAsync(no, new AskForm { Id = random.NewId() }, cancel);

    [HttpPost("ask"), Authorize]
    public async Task<IActionResult> Ask(string no, AskForm form, CancellationToken cancel)
    {
        try
        {
            var origin = HttpContext.Connection.RemoteIpAddress?.ToString() ?? "";
            await ask.ExecuteAsync(no, form, Viewer.Of(User), origin, cancel);
            return Redirect(HrefTag.To($"/tenders/{no}/questions?asked=yes"));
        }
        catch (Refused refused) when (!FaultWriter.WantsJson(Request) && refused.Findings[0].RuleId is not "ET-4004")
        {
            this.Tell(refused, faults);
            return await FormAsync(no, form, cancel);
        }
    }

    private async Task<IActionResult> FormAsync(string no, AskForm form, CancellationToken cancel) =>
        await questions.FindAsync(no, cancel) is { } page ? View("Ask", new AskPage(page, form)) : NotFound();
}
