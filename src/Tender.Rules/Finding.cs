namespace Tender.Rules;

/// <summary>What a rule says about an act.</summary>
public enum Severity
{
    /// <summary>The act is refused.</summary>
    Block,

    /// <summary>A written reason is asked for.</summary>
    Warn,
}

/// <summary>
/// One answer of a rule. Findings carry the id and the values, never a text: the program that shows them has one catalogue of texts.
/// </summary>
public sealed record Finding
{
    /// <summary>A finding without values.</summary>
    /// <param name="ruleId">Rule (<c>R-029</c>) or message (<c>ET-2011</c>).</param>
    /// <param name="arguments">Values for the text, in its order.</param>
    public Finding(string ruleId, params object[] arguments)
    {
        RuleId = ruleId;
        Arguments = arguments;
    }

    /// <summary>Id of the rule, <c>R-nnn</c>, or of the message, <c>ET-nnnn</c>.</summary>
    public string RuleId { get; }

    /// <summary>Values for the placeholders of the text.</summary>
    public IReadOnlyList<object> Arguments { get; }

    /// <summary>What the finding does to the act.</summary>
    public Severity Severity { get; init; } = Severity.Block;

    /// <summary>The form field it belongs to, when it belongs to one.</summary>
    public string? Field { get; init; }
}
