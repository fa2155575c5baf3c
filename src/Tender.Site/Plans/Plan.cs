using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tender.Rules;
using Tender.Site.Shared.Faults;

namespace Tender.Site.Plans;

/// <summary>A tender plan: what stands still, and which of its versions is the one in force. It goes forward only (trigger keep_plan_forward).</summary>
public sealed class Plan
{
    public required Guid Id { get; init; }

    /// <summary>Public number, such as P2026-0001.</summary>
    public required string No { get; init; }

    public PlanState State { get; private set; }

    /// <summary>Organisation that works on the plan and signs it.</summary>
    public required Guid AgentId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>Number of the version in force; 0 while nothing is published.</summary>
    public int Current { get; private set; }

    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>When the period before the notice began: the publication, or the last change that restarted it .</summary>
    public DateTimeOffset? ClockFrom { get; private set; }

    public DateTimeOffset? WaivedAt { get; private set; }

    public string? WaiverReason { get; private set; }

    public DateTimeOffset? CancelledAt { get; private set; }

    public string? CancelReason { get; private set; }

    /// <summary>Row version, for the check against a change in another window.</summary>
    public uint Version { get; private set; }

    public List<PlanVersion> Versions { get; } = [];

    /// <summary>The exemption as the clock takes it.</summary>
    public PlanWaiver? Waiver => WaivedAt is { } at ? new PlanWaiver(at, WaiverReason!) : null;

    /// <summary>The version that is being written, or null.</summary>
    public PlanVersion? Open => Versions.Find(v => v.PublishedAt is null);

    /// <summary>PlanDraft to PlanPublished, or a change of a published plan (rows 2 and 3 of the state table).</summary>
    public void Publish(PlanVersion version, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(version);
        Demand(State != PlanState.PlanCancelled && version.Number == Current + 1);
        State = PlanState.PlanPublished;
        Current = version.Number;
        PublishedAt ??= at;
        ClockFrom = ClockFrom is null || version.Restarts ? at : ClockFrom;
        ChangedAt = at;
    }

    /// <summary>Publishes the exemption from waiting.</summary>
    public void Waive(string reason, DateTimeOffset at)
    {
        Demand(State == PlanState.PlanPublished && WaivedAt is null);
        (WaivedAt, WaiverReason, ChangedAt) = (at, reason, at);
    }

    /// <summary>PlanPublished to PlanCancelled (row 4).</summary>
    public void Cancel(string reason, DateTimeOffset at)
    {
        Demand(State == PlanState.PlanPublished);
        State = PlanState.PlanCancelled;
        (CancelledAt, CancelReason, ChangedAt) = (at, reason, at);
    }

    private static void Demand(bool holds)
    {
        if (!holds)
        {
            throw new Refused("ET-4003");
        }
    }

    internal sealed class Map : IEntityTypeConfiguration<Plan>
    {
        public void Configure(EntityTypeBuilder<Plan> builder)
        {
            builder.ToTable("plan");
            builder.Property(p => p.State).HasConversion<string>();
            builder.Property(p => p.Version).IsRowVersion();
            builder.Ignore(p => p.Waiver);
            builder.Ignore(p => p.Open);
            builder.HasMany(p => p.Versions).WithOne().HasForeignKey(v => v.PlanId);
        }
    }
}

/// <summary>States of a plan.</summary>
public enum PlanState
{
    PlanDraft,
    PlanPublished,
    PlanCancelled,
}
