using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Tender.Rules;
using Tender.Sealing;
using Tender.Site.Documents;
using Tender.Site.Registration;
using Tender.Site.Setup;
using Tender.Site.Shared.Faults;
using Tender.Site.Shared.Tags;

namespace Tender.Site.Notices;

/// <summary>A draft: its tasks and documents, and the act of publishing it.</summary>
[Authorize(Policy = SessionSetup.Publisher)]
[Route("{lang:lang}/notices/{no}")]
[ResponseCache(NoStore = true)]
public sealed class DraftController(
    ReadNotices notices,
    NoticeRules rules,
    AddDocument documents,
    PublishNotice publish,
    IOptions<SiteOptions> options,
    TimeProvider clock
) : Controller
{
    private Viewer Agent => Viewer.Of(User);

    [HttpGet("")]
    public Task<IActionResult> Show(string no, CancellationToken cancel) => DraftAsync(no, [], cancel);

    /// <summary>Takes files as they come; nothing is kept in memory.</summary>
    [HttpPost("documents"), IgnoreAntiforgeryToken, DisableRequestSizeLimit, ReadsFormItself]
    public async Task<IActionResult> Add(string no, [FromServices] UploadReader upload, CancellationToken cancel)
    {
        try
        {
            var most = options.Value.DocumentMaxBytes * 2 + 64 * 1024;
            var count = await upload.ReadAsync(
                HttpContext,
                most,
                (name, content) => documents.ExecuteAsync(no, name, content, Agent, cancel),
                cancel
            );
            return count > 0 ? To(no) : throw new Refused("ET-1110");
        }
        catch (Refused refused) when (ShowsDraft(refused))
        {
            return await DraftAsync(no, refused.Findings, cancel);
        }
    }

    [HttpPost("documents/{id:guid}/remove")]
    public async Task<IActionResult> Remove(string no, Guid id, CancellationToken cancel)
    {
        await documents.RemoveAsync(no, id, Agent, cancel);
        return To(no);
    }

    /// <summary>The text to sign for publishing what the draft is now.</summary>
    [HttpGet("challenge.json")]
    public async Task<IActionResult> Challenge(string no, [FromServices] StepUp stepUp, CancellationToken cancel) =>
        await stepUp.AskAsync(await publish.PrepareAsync(no, Agent, cancel), cancel);

    [HttpPost("publish")]
    public async Task<IActionResult> Publish(string no, string? signature, CancellationToken cancel)
    {
        try
        {
            await publish.ExecuteAsync(no, signature, Agent, cancel);
            return Redirect(HrefTag.To($"/tenders/{no}"));
        }
        catch (Refused refused) when (ShowsDraft(refused))
        {
            return await DraftAsync(no, refused.Findings, cancel);
        }
    }

    private bool ShowsDraft(Refused refused) =>
        !FaultWriter.WantsJson(Request) && refused.Findings[0].RuleId is not ("ET-4003" or "ET-4004" or "ET-1900");

    private RedirectResult To(string no) => Redirect(HrefTag.To($"/notices/{no}"));

    private async Task<IActionResult> DraftAsync(string no, IReadOnlyList<Finding> refusals, CancellationToken cancel)
    {
        if (await notices.FindOwnAsync(no, Agent, cancel) is not { } section)
        {
            return NotFound();
        }

        if (section.State != SectionState.NoticeDraft)
        {
            return Redirect(HrefTag.To($"/tenders/{no}"));
        }

        if (refusals.Count > 0)
        {
            Response.StatusCode = FaultCatalogue.Status(refusals[0]);
        }

        return View("Draft", await PageAsync(section, refusals, cancel));
    }

    private async Task<DraftPage> PageAsync(Section section, IReadOnlyList<Finding> refusals, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var plan = await notices.FindPlanAsync(section, cancel);
        var facts = section.Facts(plan);
        return new DraftPage(
            section,
            rules.Check(facts, now),
            NoticeContent.Of(section, plan, Agent, options.Value.ObjectionSeconds),
            rules.Deadline(now),
            rules.EarliestDeadline(now)
        )
        {
            Plan = plan,
            NoticeFrom = rules.NoticeFrom(facts),
            NextId = HttpContext.RequestServices.GetRequiredService<IRandom>().NewId(),
            Refusals = refusals,
        };
    }
}
