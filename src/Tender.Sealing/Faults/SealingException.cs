namespace Tender.Sealing;

/// <summary>
/// The one typed refusal of this library's parsers and openers: which rule was broken, and at which byte of the input.
/// It travels untouched to the edge of a program and is translated there once.
/// </summary>
public sealed class SealingException(SealingError kind, long offset, string detail, Exception? inner = null)
    : Exception($"{kind} at {offset}: {detail}", inner)
{
    /// <summary>Which rule was broken.</summary>
    public SealingError Kind { get; } = kind;

    /// <summary>First byte of the offending field, counted from the start of what was parsed; -1 when there is no place.</summary>
    public long Offset { get; } = offset;

    /// <summary>For developers and logs: never shown to people, never holds secrets or content.</summary>
    public string Detail { get; } = detail;
}
