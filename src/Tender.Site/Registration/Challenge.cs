using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tender.Site.Registration;

/// <summary>A text that waits for a signature: single use, 120 s, bound to one browser.</summary>
public sealed class Challenge
{
    public required byte[] Nonce { get; init; }

    /// <summary>SHA-256 of the cookie's value.</summary>
    public required byte[] Binding { get; init; }

    /// <summary>What is signed, byte for byte.</summary>
    public required string Content { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    internal sealed class Map : IEntityTypeConfiguration<Challenge>
    {
        public void Configure(EntityTypeBuilder<Challenge> builder)
        {
            builder.ToTable("challenge");
            builder.HasKey(c => c.Nonce);
        }
    }
}
