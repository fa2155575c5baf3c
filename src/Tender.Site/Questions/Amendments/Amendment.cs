using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tender.Site.Shared.Faults;

namespace Tender.Site.Questions;

/// <summary>A clarification or change of the documents (row 11): written first, then signed and public; a signed one does not change.</summary>
public sealed class Amendment
{
    public required Guid Id { get; init; }

    public required Guid SectionId { get; init; }

    /// <summary>From 1, without gaps.</summary>
    public required int Number { get; init; }

    public string Subject { get; set; } = "";

    /// <summary>The words as they were; empty for a pure addition.</summary>
    public string Was { get; set; } = "";

    public string Becomes { get; set; } = "";

    public string Reason { get; set; } = "";

    /// <summary>Whether it may affect how bids are made; only then the deadline moves by itself .</summary>
    public bool AffectsBids { get; set; }

    /// <summary>A deadline later than the computed one, if a person chose it.</summary>
    public DateTimeOffset? LaterDeadline { get; set; }

    public DateTimeOffset WrittenAt { get; set; }

    public DateTimeOffset? PublishedAt { get; private set; }

    public DateTimeOffset? DeadlineBefore { get; private set; }

    public DateTimeOffset? Deadline { get; private set; }

    public string? Json { get; private set; }

    public byte[]? Hash { get; private set; }

    public byte[]? Signature { get; private set; }

    /// <summary>Row version.</summary>
    public uint Version { get; private set; }

    /// <summary>Publishes what was signed.</summary>
    public void Publish(
        AmendmentContent content,
        byte[] signature,
        (DateTimeOffset Before, DateTimeOffset After) deadline,
        DateTimeOffset at
    )
    {
        ArgumentNullException.ThrowIfNull(content);
        if (PublishedAt is not null)
        {
            throw new Refused("ET-4003");
        }

        (Json, Hash, Signature, PublishedAt) = (content.Json, content.Hash, signature, at);
        (DeadlineBefore, Deadline) = deadline;
    }

    internal sealed class Map : IEntityTypeConfiguration<Amendment>
    {
        public void Configure(EntityTypeBuilder<Amendment> builder)
        {
            builder.ToTable("amendment");
            builder.Property(a => a.Version).IsRowVersion();
        }
    }
}
