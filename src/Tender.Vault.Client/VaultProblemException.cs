using Tender.Sealing;

namespace Tender.Vault.Client;

/// <summary>The vault refused, or could not be reached (code ET-3000).</summary>
public sealed class VaultProblemException(ProblemFacts facts, Exception? inner = null)
    : Exception($"{facts.Code} ({facts.Status}): {facts.En}", inner)
{
    /// <summary>Code of "the vault cannot be reached"; made by the client itself, status 0.</summary>
    public const string Unreachable = "ET-3000";

    /// <summary>What it said.</summary>
    public ProblemFacts Facts { get; } = facts;

    /// <summary>Whether asking again may help: no answer, or an answer of 5xx or 429.</summary>
    public bool IsTransient => Facts.Status is 0 or 429 or >= 500;
}
