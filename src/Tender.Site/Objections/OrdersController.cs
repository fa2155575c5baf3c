using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Tender.Sealing;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;
using Tender.Site.Shared.Tags;

namespace Tender.Site.Objections;

/// <summary>Orders of a supervising authority: written, checked, signed. The act asks the database for the role.</summary>
[Authorize]
[Route("{lang:lang}/supervision/tenders/{no}/order")]
[ResponseCache(NoStore = true)]
public sealed class OrdersController(ReadObjections objections, OrderStandstill order, FaultCatalogue faults)
    : Controller
{
    private Viewer Authority => Viewer.Of(User);

    [HttpGet("")]
    public Task<IActionResult> New(string no, [FromServices] IRandom random, CancellationToken cancel) =>
        Authority.Is(OrganisationRole.Supervisor)
            ? FormAsync(no, new ObjectionForm { Id = random.NewId() }, null, null, cancel)
            : throw new Refused("ET-2020");

    /// <summary>What would be signed.</summary>
    [HttpPost("check")]
    public async Task<IActionResult> Check(string no, ObjectionForm form, CancellationToken cancel)
    {
        try
        {
            var (content, _) = await order.PrepareAsync(no, form, Authority, cancel);
            return await FormAsync(no, form, content, null, cancel);
        }
        catch (Refused refused) when (ShowsForm(refused))
        {
            return await FormAsync(no, form, null, refused, cancel);
        }
    }

    [HttpGet("challenge.json")]
    public async Task<IActionResult> Challenge(
        string no,
        string? hash,
        [FromServices] StepUp stepUp,
        CancellationToken cancel
    )
    {
        if (!Authority.Is(OrganisationRole.Supervisor) || await objections.FindAsync(no, cancel) is null)
        {
            throw new Refused("ET-2020");
        }

        var purpose = SignedText.PurposeOf(SignedText.OrderPurpose, Authority, SignedHash.Read(hash));
        return await stepUp.AskAsync(purpose, cancel);
    }

    [HttpPost("")]
    public async Task<IActionResult> Sign(string no, ObjectionForm form, string? signature, CancellationToken cancel)
    {
        try
        {
            await order.ExecuteAsync(no, form, signature, Authority, cancel);
            return Redirect(HrefTag.To($"/tenders/{no}/objections"));
        }
        catch (Refused refused) when (ShowsForm(refused))
        {
            return await FormAsync(no, form, null, refused, cancel);
        }
    }

    private bool ShowsForm(Refused refused) =>
        !FaultWriter.WantsJson(Request) && refused.Findings[0].RuleId is not ("ET-4004" or "ET-2020");

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

        return await objections.FindAsync(no, cancel) is { } page
            ? View("Order", new ObjectionFormPage(page, form, content))
            : NotFound();
    }
}
