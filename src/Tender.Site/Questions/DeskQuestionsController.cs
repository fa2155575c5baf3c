using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;
using Tender.Site.Shared.Tags;

namespace Tender.Site.Questions;

/// <summary>The publisher's desk: questions that wait, without their askers.</summary>
[Authorize(Policy = SessionSetup.Publisher)]
[Route("{lang:lang}/desk/tenders/{no}/questions")]
[ResponseCache(NoStore = true)]
public sealed class DeskQuestionsController(ReadQuestions questions, AnswerQuestion answer, FaultCatalogue faults)
    : Controller
{
    private Viewer Agent => Viewer.Of(User);

    [HttpGet("")]
    public async Task<IActionResult> List(string no, CancellationToken cancel) =>
        await questions.FindOwnAsync(no, Agent, cancel) is { } page ? View("Desk", page) : NotFound();

    [HttpPost("{id:guid}")]
    public async Task<IActionResult> Answer(
        string no,
        Guid id,
        [FromForm(Name = "Answer")] string? text,
        CancellationToken cancel
    )
    {
        try
        {
            await answer.ExecuteAsync(no, id, text, Agent, cancel);
            return Redirect(HrefTag.To($"/desk/tenders/{no}/questions"));
        }
        catch (Refused refused) when (!FaultWriter.WantsJson(Request) && refused.Findings[0].RuleId is not "ET-4004")
        {
            this.Tell(refused, faults);
            return await questions.FindOwnAsync(no, Agent, cancel) is { } page
                ? View("Desk", page with { Typed = (id, text ?? "") })
                : NotFound();
        }
    }
}
