using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tender.Site.Shared.Faults;

namespace Tender.Site.Questions;

/// <summary>A question about the documents (row 10). It does not say whose it is.</summary>
public sealed class Question
{
    /// <summary>Random, so that it says nothing about order.</summary>
    public required Guid Id { get; init; }

    public required Guid SectionId { get; init; }

    public required string Text { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    public string? Answer { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>Row version.</summary>
    public uint Version { get; private set; }

    /// <summary>Answers once, for everybody.</summary>
    /// <exception cref="Refused">ET-1506.</exception>
    public void Reply(string answer, DateTimeOffset at)
    {
        if (AnsweredAt is not null)
        {
            throw new Refused("ET-1506");
        }

        (Answer, AnsweredAt) = (answer, at);
    }

    internal sealed class Map : IEntityTypeConfiguration<Question>
    {
        public void Configure(EntityTypeBuilder<Question> builder)
        {
            builder.ToTable("question");
            builder.Property(q => q.Version).IsRowVersion();
        }
    }
}

/// <summary>Who asked. Written by this program, never read by it: its role in the database has no right to .</summary>
public sealed class QuestionAsker
{
    public required Guid QuestionId { get; init; }

    public required Guid OrganisationId { get; init; }

    public required Guid PersonId { get; init; }

    /// <summary>Network address.</summary>
    public required string Origin { get; init; }

    public required byte[] Salt { get; init; }

    /// <summary>What the audit row binds: it names nobody, and proves the name once that is uncovered.</summary>
    public static string Mark(byte[] salt, string orgCode) =>
        Convert.ToHexStringLower(SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(orgCode)]));

    internal sealed class Map : IEntityTypeConfiguration<QuestionAsker>
    {
        public void Configure(EntityTypeBuilder<QuestionAsker> builder)
        {
            builder.ToTable("question_asker");
            builder.HasKey(a => a.QuestionId);
        }
    }
}
