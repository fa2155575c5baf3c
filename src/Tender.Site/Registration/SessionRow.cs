using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tender.Site.Registration;

/// <summary>A session: sign-out removes it, so a copied cookie is worth nothing afterwards.</summary>
public sealed class SessionRow
{
    /// <summary>SHA-256 of the key in the cookie.</summary>
    public required byte[] KeyHash { get; init; }

    public required string OrgCode { get; init; }

    /// <summary>SHA-256 of the certificate that signed in, hex: taking it off the list ends the session.</summary>
    public required string Certificate { get; init; }

    public required byte[] Ticket { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; set; }

    internal sealed class Map : IEntityTypeConfiguration<SessionRow>
    {
        public void Configure(EntityTypeBuilder<SessionRow> builder)
        {
            builder.ToTable("session");
            builder.HasKey(s => s.KeyHash);
        }
    }
}
