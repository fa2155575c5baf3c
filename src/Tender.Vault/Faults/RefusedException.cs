namespace Tender.Vault.Faults;

/// <summary>A request that is refused, and why. Thrown where it is decided, translated once at the edge.</summary>
internal sealed class RefusedException(Fault fault, Exception? inner = null) : Exception(fault.Code, inner)
{
    internal Fault Fault { get; } = fault;

    /// <summary>The signed refusal (CMS), when a statement was refused.</summary>
    internal byte[]? Refusal { get; init; }

    /// <summary>When asking again makes sense.</summary>
    internal TimeSpan? RetryAfter { get; init; }
}
