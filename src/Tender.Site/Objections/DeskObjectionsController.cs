using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;
using Tender.Site.Shared.Tags;

namespace Tender.Site.Objections;

/// <summary>The publisher's desk: objections that wait, with their clocks; replies are written, checked, signed.</summary>
[Authorize(Policy = SessionSetup.Publisher)]
[Route("{lang:lang}/desk/tenders/{no}/objections")]
[ResponseCache(NoStore = true)]
public sealed class DeskObjectionsController(ReadObjections objections, ReplyObjection reply, FaultCatalogue faults)
    : Controller
{
    private Viewer Agent => Viewer.Of(User);

    [HttpGet("")]
    public async Task<IActionResult> List(string no, CancellationToken cancel) =>
        await objections.FindOwnAsync(no, Agent, cancel) is { } page ? View("Desk", page) : NotFound();

    [HttpGet("{id:guid}")]
    public Task<IActionResult> Show(string no, Guid id, CancellationToken cancel) =>
        FormAsync(no, new ObjectionForm { Id = id }, null, null, cancel);

    /// <summary>What would be signed.</summary>
    [HttpPost("{id:guid}/check")]
    public async Task<IActionResult> Check(string no, Guid id, ObjectionForm form, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(form);
        form.Id = id;
        try
        {
            return await FormAsync(no, form, await reply.PrepareAsync(no, form, Agent, cancel), null, cancel);
        }
        catch (Refused refused) when (ShowsForm(refused))
        {
            return await FormAsync(no, form, null, refused, cancel);
        }
    }

    [HttpGet("{id:guid}/challenge.json")]
    public async Task<IActionResult> Challenge(
        string no,
        Guid id,
        string? hash,
        [FromServices] StepUp stepUp,
        CancellationToken cancel
    ) =>
        await objections.FindOwnAsync(no, Agent, cancel) is { } page && page.Objections.Any(o => o.Id == id)
            ? await stepUp.AskAsync(SignedText.PurposeOf(SignedText.ReplyPurpose, Agent, SignedHash.Read(hash)), cancel)
            : throw new Refused("ET-4004");

    [HttpPost("{id:guid}")]
    public async Task<IActionResult> Reply(
        string no,
        Guid id,
        ObjectionForm form,
        string? signature,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(form);
        form.Id = id;
        try
        {
            await reply.ExecuteAsync(no, form, signature, Agent, cancel);
            return Redirect(HrefTag.To($"/desk/tenders/{no}/objections"));
        }
        catch (Refused refused) when (ShowsForm(refused))
        {
            return await FormAsync(no, form, null, refused, cancel);
        }
    }

    private bool ShowsForm(Refused refused) =>
        !FaultWriter.WantsJson(Request) && refused.Findings[0].RuleId is not "ET-4004";

    private async Task<IActionResult> FormAsync(
        string no,
        ObjectionForm form,
        SignedText? content,
        Refused? refused,
        CancellationToken cancel
    )
    {
        if (refused is not null)
        {
            this.Tell(refused, faults);
        }

        return
            await objections.FindOwnAsync(no, Agent, cancel) is { } page
            && page.Objections.FirstOrDefault(o => o.Id == form.Id) is { } objection
            ? View("Reply", new ObjectionFormPage(page, form, content) { Answers = objection })
            : NotFound();
    }
}
