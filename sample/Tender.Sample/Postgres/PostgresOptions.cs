using Tender.Sample.Processes;

namespace Tender.Sample.Postgres;

/// <summary>A private cluster: where it lies, where it listens.</summary>
public sealed record PostgresOptions
{
    /// <summary>Root of the checkout; the binaries of the npm package lie below it.</summary>
    public required string Checkout { get; init; }

    /// <summary>Folder of the cluster. Made by the first start, kept by the later ones.</summary>
    public required string DataPath { get; init; }

    public required string LogFile { get; init; }

    /// <summary>Password of <see cref="Superuser"/> (SCRAM-SHA-256). Only the first start sets it.</summary>
    public required string Password { get; init; }

    public string Superuser { get; init; } = "tender";

    /// <summary>Where the distribution keeps its versions of PostgreSQL.</summary>
    public string Packaged { get; init; } = "/usr/lib/postgresql";

    /// <summary>0: any free port.</summary>
    public int Port { get; init; }

    /// <summary>False only where the data may be lost: tests.</summary>
    public bool Durable { get; init; } = true;

    public DeathSignal OnParentDeath { get; init; } = DeathSignal.Int;

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
