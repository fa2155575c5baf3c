namespace Tender.Sample.Processes;

/// <summary>Signals by which a child is asked to end; the numbers are Linux's.</summary>
public enum DeathSignal
{
    /// <summary>PostgreSQL: fast shutdown.</summary>
    Int = 2,

    /// <summary>At once, nothing is written any more.</summary>
    Kill = 9,

    /// <summary>The ordinary request to end.</summary>
    Term = 15,
}
