namespace Tender.Sample.Processes;

/// <summary>A program to start, and how it ends when whoever started it dies.</summary>
public sealed record ChildSpec
{
    /// <summary>Short name for messages, for example <c>vault</c>.</summary>
    public required string Name { get; init; }

    public required string FileName { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Standard output and error are appended here by the child itself, so nothing is lost when the parent dies.</summary>
    public required string LogFile { get; init; }

    public string? WorkingDirectory { get; init; }

    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>More arguments of setpriv(1): another user, capabilities.</summary>
    public IReadOnlyList<string> Privileges { get; init; } = [];

    /// <summary>The kernel sends this when the parent is gone, however it went.</summary>
    public DeathSignal OnParentDeath { get; init; } = DeathSignal.Term;
}
