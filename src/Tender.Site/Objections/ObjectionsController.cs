using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Tender.Sealing;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;
using Tender.Site.Shared.Tags;

namespace Tender.Site.Objections;

/// <summary>Objections and pauses of a section, for everybody; objecting, for whoever is signed in: written, checked, signed.</summary>
[Route("{lang:lang}/tenders/{no}")]
public sealed class ObjectionsController(ReadObjections objections, FileObjection file, FaultCatalogue faults)
    : Controller
{
    private Viewer Viewer => Viewer.Of(User);

    [HttpGet("objections"), AllowAnonymous]
    public async Task<IActionResult> List(string no, CancellationToken cancel) =>
        await objections.FindAsync(no, cancel) is { } page ? View("List", page) : NotFound();

    [HttpGet("object"), Authorize, ResponseCache(NoStore = true)]
    public Task<IActionResult> New(string no, [FromServices] IRandom random, CancellationToken cancel) =>
        FormAsync(no, new ObjectionForm { Id = random.NewId() }, null, null, cancel);

    /// <summary>What would be signed.</summary>
    [HttpPost("object/check"), Authorize]
    public async Task<IActionResult> Check(string no, ObjectionForm form, CancellationToken cancel)
    {
        try
        {
            var content = await file.PrepareAsync(no, form, Viewer, cancel);
            return await FormAsync(no, form, content, null, cancel);
        }
        catch (Refused refused) when (ShowsForm(refused))
        {
            return await FormAsync(no, form, null, refused, cancel);
        }
    }

    /// <summary>The text to sign; what it stands for is checked again when it comes back signed.</summary>
    [HttpGet("object/challenge.json"), Authorize]
    public async Task<IActionResult> Challenge(
        string no,
        string? hash,
        [FromServices] StepUp stepUp,
        CancellationToken cancel
    ) =>
        await objections.FindAsync(no, cancel) is null
            ? throw new Refused("ET-4004")
            : await stepUp.AskAsync(
                SignedText.PurposeOf(SignedText.ObjectPurpose, Viewer, SignedHash.Read(hash)),
                cancel
            );

    [HttpPost("object"), Authorize]
    public async Task<IActionResult> Sign(string no, ObjectionForm form, string? signature, CancellationToken cancel)
    {
        try
        {
            var origin = HttpContext.Connection.RemoteIpAddress?.ToString() ?? "";
            await file.ExecuteAsync(no, form, signature, new Objector(Viewer, origin), cancel);
            return Redirect(HrefTag.To($"/tenders/{no}/objections?filed=yes"));
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

        return await objections.FindAsync(no, cancel) is { } page
            ? View("Object", new ObjectionFormPage(page, form, content))
            : NotFound();
    }
}
