using Tender.Ledger.Windows;

namespace Tender.Ledger.Verification;

/// <summary>Seconds of proofs as instants. Proofs may name any 64-bit number; nothing here overflows.</summary>
internal static class Instants
{
    /// <summary>The last second of the year 9999.</summary>
    internal const ulong Last = 253402300799;

    /// <summary>The instant, or the last one there is.</summary>
    internal static DateTimeOffset Of(ulong seconds) =>
        DateTimeOffset.FromUnixTimeSeconds((long)Math.Min(seconds, Last));

    /// <summary>Whether a window ends before the year 10000.</summary>
    internal static bool IsReachable(WindowGrid grid, ulong window) =>
        grid.Epoch0 + ((UInt128)window + 1) * grid.WindowSeconds + grid.MaxLagSeconds <= Last;
}
