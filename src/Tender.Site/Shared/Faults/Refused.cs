using Tender.Rules;

namespace Tender.Site.Shared.Faults;

/// <summary>An act was refused by rule. It travels untouched to the edge, where <see cref="FaultCatalogue"/> gives it status and texts.</summary>
#pragma warning disable CA1710 // the word of the house for a refusal by rule
public sealed class Refused : Exception
#pragma warning restore CA1710
{
    public Refused(params IReadOnlyList<Finding> findings)
        : base(string.Join(", ", findings.Select(f => f.RuleId)))
    {
        Findings = findings;
    }

    public Refused(string code, params object[] arguments)
        : this(new Finding(code, arguments)) { }

    public IReadOnlyList<Finding> Findings { get; }
}
