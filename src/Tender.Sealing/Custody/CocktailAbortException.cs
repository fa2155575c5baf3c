namespace Tender.Sealing;

/// <summary>A key generation that cannot go on, with the seat whose message is wrong. The session is repeated with a stand-in (SBID1 9.3).</summary>
public sealed class CocktailAbortException(int culprit, string reason) : Exception($"seat {culprit}: {reason}")
{
    /// <summary>The seat whose message is wrong.</summary>
    public int Culprit { get; } = culprit;

    /// <summary>What is wrong with it, for the minutes.</summary>
    public string Reason { get; } = reason;
}
