namespace Tender.Sample.Play;

/// <summary>What an agent types and attaches.</summary>
public sealed record SampleNotice
{
    public required string Title { get; init; }

    public required string Scope { get; init; }

    public required string Qualification { get; init; }

    public required string Place { get; init; }

    public required int PeriodDays { get; init; }

    public required long CeilingYuan { get; init; }

    public required DateTimeOffset Deadline { get; init; }

    /// <summary>File names and contents.</summary>
    public required IReadOnlyList<(string Name, byte[] Content)> Documents { get; init; }
}
