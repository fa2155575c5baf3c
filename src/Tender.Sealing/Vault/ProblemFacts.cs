namespace Tender.Sealing;

/// <summary>A refusal over HTTP (RFC 9457), in both languages.</summary>
public sealed record ProblemFacts
{
    /// <summary>A URI reference that names the kind of problem.</summary>
    public required string Type { get; init; }

    /// <summary>Short text, English.</summary>
    public required string Title { get; init; }

    /// <summary>HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>Code of the catalogue (ET-nnnn).</summary>
    public required string Code { get; init; }

    /// <summary>What is wrong and what to do, Chinese.</summary>
    public required string Zh { get; init; }

    /// <summary>What is wrong and what to do, English.</summary>
    public required string En { get; init; }

    /// <summary>Number to quote to the help desk.</summary>
    public string? Trace { get; init; }

    /// <summary>The vault's signed refusal (CMS of <see cref="VaultReceipt"/>), when a statement was refused.</summary>
    public ReadOnlyMemory<byte>? Refusal { get; init; }
}
