using Microsoft.EntityFrameworkCore;
using Tender.Rules;
using Tender.Sealing;
using Tender.Site.Data;
using Tender.Site.Outbox;
using Tender.Site.Shared.Faults;

namespace Tender.Site.Notices;

/// <summary>
/// Changes a published section within the transaction of the act that is the reason: section, row and order to the vault together. Acts that
/// depend on where a section stands lock it here first, so that they come one after the other.
/// </summary>
public sealed class ChangeSection(SiteContext data, OutboxWriter outbox, SectionClocks clocks, IRandom random)
{
    /// <summary>A published section, locked until the transaction ends.</summary>
    /// <exception cref="Refused">ET-4004.</exception>
    public async Task<Section> LockAsync(string no, CancellationToken cancel)
    {
        await data.Database.ExecuteSqlAsync($"select from section where no = {no} for update", cancel);
        return await data.Set<Section>()
                .SingleOrDefaultAsync(s => s.No == no && s.State == SectionState.NoticePublished, cancel)
            ?? throw new Refused("ET-4004");
    }

    /// <summary>Moves the deadline as far as the clock says, or to the later instant that a person chose.</summary>
    /// <returns>The deadline that holds now.</returns>
    public async Task<DateTimeOffset> ExtendAsync(
        Section section,
        SignedCause cause,
        ClockBound bound,
        DateTimeOffset? chosen,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(bound);
        var deadline = clocks.Later(bound, chosen);
        if (deadline > section.Deadline)
        {
            await AddAsync(section, ChangeKind.Extend, cause, deadline, bound, cancel);
            section.Extend(deadline);
        }

        return section.Deadline!.Value;
    }

    /// <summary>Pauses; a section that stands still already stays as it is.</summary>
    public async Task HoldAsync(Section section, SignedCause cause, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(cause);
        if (section.PausedAt is null)
        {
            await AddAsync(section, ChangeKind.Hold, cause, section.Deadline!.Value, null, cancel);
            section.Pause(cause.At);
        }
    }

    /// <summary>Ends a pause; the deadline moves by its length, then as R-030 says.</summary>
    public async Task ResumeAsync(Section section, SignedCause cause, bool affectsBids, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(cause);
        var bound = clocks.AfterPause(section, cause.At, affectsBids);
        var deadline = clocks.Later(bound, null);
        await AddAsync(section, ChangeKind.Resume, cause, deadline, bound, cancel);
        section.Resume(deadline);
    }

    private async Task AddAsync(
        Section section,
        ChangeKind kind,
        SignedCause cause,
        DateTimeOffset deadline,
        ClockBound? bound,
        CancellationToken cancel
    )
    {
        var last = await data.Set<SectionChange>()
            .Where(c => c.SectionId == section.Id)
            .MaxAsync(c => (int?)c.Number, cancel);
        var change = new SectionChange
        {
            Id = random.NewId(),
            SectionId = section.Id,
            Number = (last ?? 0) + 1,
            Kind = kind,
            Cause = cause.Cause,
            CauseId = cause.Id,
            DeadlineBefore = section.Deadline!.Value,
            Deadline = deadline,
            Hash = cause.Hash,
            At = cause.At,
            Why = bound is null ? null : SectionChange.Write(bound),
        };
        data.Add(change);
        outbox.Add(OrderChange.MessageKind, change.Id, cause.At);
    }
}
