using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tender.Rules;

namespace Tender.Site.Notices;

/// <summary>A later deadline, a pause or its end, in the order in which the vault is told (rows 11, 13, 14 of the state table).</summary>
public sealed class SectionChange
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    public required Guid Id { get; init; }

    public required Guid SectionId { get; init; }

    /// <summary>From 1, without gaps within a section.</summary>
    public required int Number { get; init; }

    public required ChangeKind Kind { get; init; }

    public required ChangeCause Cause { get; init; }

    /// <summary>The amendment, objection or order behind it.</summary>
    public required Guid CauseId { get; init; }

    public required DateTimeOffset DeadlineBefore { get; init; }

    public required DateTimeOffset Deadline { get; init; }

    /// <summary>Hash of what was signed.</summary>
    public required byte[] Hash { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>How the deadline was computed, as JSON; null when it did not move.</summary>
    public string? Why { get; init; }

    /// <summary>When the vault had taken it.</summary>
    public DateTimeOffset? OrderedAt { get; set; }

    public ClockBound? Bound => Why is null ? null : JsonSerializer.Deserialize<ClockBound>(Why, Json);

    public static string Write(ClockBound bound) => JsonSerializer.Serialize(bound, Json);

    internal sealed class Map : IEntityTypeConfiguration<SectionChange>
    {
        public void Configure(EntityTypeBuilder<SectionChange> builder)
        {
            builder.ToTable("section_change");
            builder.Property(c => c.Kind).HasConversion<string>();
            builder.Property(c => c.Cause).HasConversion<string>();
            builder.Ignore(c => c.Bound);
        }
    }
}

/// <summary>What changed.</summary>
public enum ChangeKind
{
    /// <summary>A later deadline.</summary>
    Extend,

    /// <summary>The section stands still.</summary>
    Hold,

    /// <summary>It goes on, with the same or a later deadline.</summary>
    Resume,
}

/// <summary>What it changed for.</summary>
public enum ChangeCause
{
    Amendment,
    Objection,
    Order,
}

/// <summary>The signed act behind a change.</summary>
/// <param name="Cause">Its kind.</param>
/// <param name="Id">Its id.</param>
/// <param name="Hash">What was signed.</param>
/// <param name="At">When.</param>
public sealed record SignedCause(ChangeCause Cause, Guid Id, byte[] Hash, DateTimeOffset At);
