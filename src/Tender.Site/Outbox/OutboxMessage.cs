using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tender.Site.Outbox;

/// <summary>Something that must be told to another program, written in the transaction of the act that makes it true.</summary>
public sealed class OutboxMessage
{
    public required Guid Id { get; init; }

    public required string Kind { get; init; }

    /// <summary>Opaque id of what it is about; the handler reads the rest from the tables.</summary>
    public required Guid SubjectId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset DueAt { get; set; }

    public int Attempts { get; set; }

    public string? LastProblem { get; set; }

    public DateTimeOffset? DeliveredAt { get; set; }

    internal sealed class Map : IEntityTypeConfiguration<OutboxMessage>
    {
        public void Configure(EntityTypeBuilder<OutboxMessage> builder) => builder.ToTable("outbox");
    }
}
