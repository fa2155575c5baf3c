using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tender.Site.Shared.Faults;

namespace Tender.Site.Objections;

/// <summary>An objection to the documents (row 12). It does not say whose it is.</summary>
public sealed class Objection
{
    public required Guid Id { get; init; }

    public required Guid SectionId { get; init; }

    public required string Text { get; init; }

    public required DateTimeOffset FiledAt { get; init; }

    /// <summary>After the period of R-032: kept and marked; it pauses nothing.</summary>
    public required bool Late { get; init; }

    /// <summary>A reply from this instant on is too late.</summary>
    public required DateTimeOffset ReplyDue { get; init; }

    /// <summary>Hash of what was signed; it names nobody.</summary>
    public required byte[] Hash { get; init; }

    public string? Reply { get; private set; }

    /// <summary>Whether the reply may affect how bids are made .</summary>
    public bool? AffectsBids { get; private set; }

    public DateTimeOffset? RepliedAt { get; private set; }

    public string? ReplyJson { get; private set; }

    public byte[]? ReplyHash { get; private set; }

    public byte[]? ReplySignature { get; private set; }

    /// <summary>Row version.</summary>
    public uint Version { get; private set; }

    /// <summary>Answers once.</summary>
    /// <exception cref="Refused">ET-1506.</exception>
    public void Answer(ReplyTerms terms, SignedText content, byte[] signature, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(content);
        if (RepliedAt is not null)
        {
            throw new Refused("ET-1506");
        }

        (Reply, AffectsBids, RepliedAt) = (terms.Text, terms.AffectsBids, at);
        (ReplyJson, ReplyHash, ReplySignature) = (content.Json, content.Hash, signature);
    }

    internal sealed class Map : IEntityTypeConfiguration<Objection>
    {
        public void Configure(EntityTypeBuilder<Objection> builder)
        {
            builder.ToTable("objection");
            builder.Property(o => o.Version).IsRowVersion();
        }
    }
}

/// <summary>Who objected, with the signed message. Written by this program, never read by it .</summary>
public sealed class ObjectionParty
{
    public required Guid ObjectionId { get; init; }

    public required Guid OrganisationId { get; init; }

    public required Guid PersonId { get; init; }

    /// <summary>Network address.</summary>
    public required string Origin { get; init; }

    public required byte[] Salt { get; init; }

    public required string Json { get; init; }

    public required byte[] Signature { get; init; }

    internal sealed class Map : IEntityTypeConfiguration<ObjectionParty>
    {
        public void Configure(EntityTypeBuilder<ObjectionParty> builder)
        {
            builder.ToTable("objection_party");
            builder.HasKey(p => p.ObjectionId);
        }
    }
}
