using Microsoft.Extensions.Options;
using Tender.Site.Notices;
using Tender.Site.Setup;
using Tender.Site.Vault;

namespace Tender.Site.Opening;

/// <summary>
/// Reads an opening from the vault. Before T it does not ask the vault about the opening at all, so that nothing can leak by accident (I8);
/// nothing is stored.
/// </summary>
public sealed class ReadOpening(
    ReadNotices notices,
    VaultClock vaultClock,
    VaultView vault,
    IOptions<SiteOptions> options
)
{
    /// <summary>The opening of a published section, or null.</summary>
    public async Task<OpeningPage?> FindAsync(string no, CancellationToken cancel)
    {
        if (await notices.FindPublishedAsync(no, cancel) is not { } notice)
        {
            return null;
        }

        var now = await vaultClock.NowAsync(cancel);
        var tenderRef = notice.Section.TenderRef!;
        var page = new OpeningPage(notice, OpeningStage.Waiting, now) { Bundle = BundleOf(tenderRef) };
        if (notice.IsPaused || now < notice.Deadline)
        {
            return page;
        }

        var facts = await vault.OpeningAsync(tenderRef);
        var stage = OpeningStages.Of(facts);
        var listed = stage is OpeningStage.SealCheck or OpeningStage.Custodians or OpeningStage.Opened;
        return page with { Stage = stage, Facts = facts, Set = listed ? await vault.SetAsync(tenderRef) : null };
    }

    private Uri BundleOf(byte[] tenderRef) =>
        new(options.Value.VaultPublicUrl, $"/v1/openings/{Convert.ToHexStringLower(tenderRef)}/bundle");
}
