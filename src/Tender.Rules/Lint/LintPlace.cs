namespace Tender.Rules.Lint;

/// <summary>Where a text stands.</summary>
public enum LintPlace
{
    /// <summary>The tender notice.</summary>
    Notice,

    /// <summary>Prequalification documents.</summary>
    Prequal,

    /// <summary>Tender documents.</summary>
    Document,

    /// <summary>The scoring table.</summary>
    Scoring,

    /// <summary>Contract terms.</summary>
    Contract,

    /// <summary>The tender plan.</summary>
    Plan,
}
