using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tender.Site.Notices;

/// <summary>A tender document. Its name is data; its content lies under its hash.</summary>
public sealed class SectionDocument
{
    public required Guid Id { get; init; }

    public required Guid SectionId { get; init; }

    public required string Name { get; init; }

    /// <summary>Word of <see cref="Documents.DocumentKind"/>.</summary>
    public required string Kind { get; init; }

    public required long Size { get; init; }

    public required byte[] Sha256 { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>Word of <see cref="Documents.ScanVerdict"/>: whether somebody looked for malicious content.</summary>
    public required string Scan { get; init; }

    internal sealed class Map : IEntityTypeConfiguration<SectionDocument>
    {
        public void Configure(EntityTypeBuilder<SectionDocument> builder) => builder.ToTable("section_document");
    }
}
