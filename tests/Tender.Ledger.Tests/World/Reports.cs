using Tender.Ledger.Verification;
using Xunit;

namespace Tender.Ledger.Tests.World;

/// <summary>What a report must say.</summary>
internal static class Reports
{
    public static void Is(this VerificationReport report, Verdict verdict) =>
        Assert.True(
            report.Verdict == verdict,
            $"{report.Verdict} instead of {verdict}\n{string.Join("\n", report.Checks)}"
        );

    /// <summary>Forged, by this check.</summary>
    public static void FailsIn(this VerificationReport report, int check)
    {
        report.Is(Verdict.Forged);
        Assert.True(
            report.Checks.Any(c => c.Number == check && c.Outcome == CheckOutcome.Failed),
            $"no failure in check {check}\n{string.Join("\n", report.Checks)}"
        );
    }
}
