using Tender.Sample.Processes;

namespace Tender.Sample.Chain;

/// <summary>The embedded private chain of development, tests and the sample.</summary>
public sealed record AnvilOptions
{
    public const int DefaultChainId = 20260;

    /// <summary>Root of the checkout; the binary lies in <c>contracts/node_modules</c>.</summary>
    public required string Checkout { get; init; }

    public required string LogFile { get; init; }

    /// <summary>0: any free port.</summary>
    public int Port { get; init; }

    public int ChainId { get; init; } = DefaultChainId;

    /// <summary>Folder for <c>state.json</c> and its last good copy; null: the chain lives in memory only.</summary>
    public string? StatePath { get; init; }

    /// <summary>Time of the first block of a chain that starts empty; null: now.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>Seconds between blocks; null: a block for each transaction.</summary>
    public int? BlockSeconds { get; init; }

    public DeathSignal OnParentDeath { get; init; } = DeathSignal.Term;

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
