using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tender.Site.Mandates;

/// <summary>A tenderee's signed statement that an agent may act for it (regulation 14). It is revoked, never removed.</summary>
public sealed class Mandate
{
    public required Guid Id { get; init; }

    public required Guid TendereeId { get; init; }

    public required Guid AgentId { get; init; }

    /// <summary>Name of the one project it is for; null for all projects of the tenderee.</summary>
    public string? Project { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>First instant at which it no longer holds.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>What the tenderee signed, canonical JSON.</summary>
    public required string StatementJson { get; init; }

    public required byte[] StatementHash { get; init; }

    /// <summary>CMS over the challenge that names <see cref="StatementHash"/>.</summary>
    public required byte[] Signature { get; init; }

    public required DateTimeOffset GrantedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>Tenderee or agent: either may end it at any time (Civil Code 933).</summary>
    public Guid? RevokedById { get; private set; }

    public string? RevocationJson { get; private set; }

    public byte[]? RevocationSignature { get; private set; }

    public MandateState StateAt(DateTimeOffset now) =>
        now >= RevokedAt ? MandateState.Revoked
        : now >= EndsAt ? MandateState.Ended
        : now < StartsAt ? MandateState.NotYet
        : MandateState.Active;

    /// <summary>Ends it. Whether the organisation may is the act's question.</summary>
    public void Revoke(Guid by, string json, byte[] signature, DateTimeOffset at)
    {
        RevokedAt = at;
        RevokedById = by;
        RevocationJson = json;
        RevocationSignature = signature;
    }

    internal sealed class Map : IEntityTypeConfiguration<Mandate>
    {
        public void Configure(EntityTypeBuilder<Mandate> builder)
        {
            builder.ToTable("mandate");
            builder.Property<uint>("Version").IsRowVersion();
        }
    }
}

/// <summary>Where a mandate stands.</summary>
public enum MandateState
{
    NotYet,
    Active,
    Ended,
    Revoked,
}
