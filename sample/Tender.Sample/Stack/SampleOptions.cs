using Tender.Sample.Processes;
using Tender.Sealing;

namespace Tender.Sample.Stack;

/// <summary>How a sample is started.</summary>
public sealed record SampleOptions
{
    /// <summary>Root of the checkout, whose built programs are started.</summary>
    public required string Checkout { get; init; }

    public required SampleFolders Folders { get; init; }

    public required SamplePorts Ports { get; init; }

    /// <summary>Release or Debug: which build of the programs.</summary>
    public required string Configuration { get; init; }

    /// <summary>False: no web site, only the vault, the custodians and the chain (the demo of the command line).</summary>
    public bool WithSite { get; init; } = true;

    /// <summary>Length of one statutory day on the site.</summary>
    public TimeSpan SandboxDay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time for objections between the sealing of the set and the answers of the custodians.</summary>
    public int ObjectionSeconds { get; init; } = 10;

    /// <summary>False only in tests, where the data may be lost.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>What the children get when the launcher dies without saying so.</summary>
    public DeathSignal OnParentDeath { get; init; } = DeathSignal.Term;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public IRandom Random { get; init; } = SystemRandom.Instance;

    /// <summary>What happens, one line each.</summary>
    public Action<string> Tell { get; init; } = _ => { };
}
