namespace Tender.Rules;

/// <summary>Data of the law (a pack, a calendar) is not what it must be.</summary>
public sealed class RuleDataException : Exception
{
    /// <summary>Refused data.</summary>
    /// <param name="message">Which member is wrong.</param>
    /// <param name="inner">What the parser said.</param>
    public RuleDataException(string message, Exception? inner = null)
        : base(message, inner) { }
}
