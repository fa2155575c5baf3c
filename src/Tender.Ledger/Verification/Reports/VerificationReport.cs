using System.Text.Json.Serialization;

namespace Tender.Ledger.Verification;

/// <summary>The answer of a verifier: its checks in order and what they amount to. Fail closed: no check, no verdict.</summary>
public sealed record VerificationReport
{
    /// <summary>What it amounts to.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Every check, in order.</summary>
    public required IReadOnlyList<CheckLine> Checks { get; init; }

    /// <summary>Exit code of a program (Ledger 7, SBID1 15); 6 to 10 are the command line's own.</summary>
    public int ExitCode =>
        Verdict switch
        {
            Verdict.Valid or Verdict.ValidDev => 0,
            Verdict.Forged => 1,
            Verdict.Incomplete => 2,
            Verdict.Unreadable => 3,
            Verdict.LateWithTsa => 4,
            Verdict.Omitted => 5,
            Verdict.Superseded => 11,
            Verdict.Withdrawn => 12,
            _ => 1,
        };

    /// <summary>Whether all claims hold, on a real or on a development chain.</summary>
    [JsonIgnore]
    public bool Holds => ExitCode == 0;
}
