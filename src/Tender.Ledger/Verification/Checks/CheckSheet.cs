using Tender.Ledger.Evm;

namespace Tender.Ledger.Verification;

/// <summary>Collects the lines of one verification. Not for concurrent use.</summary>
internal sealed class CheckSheet
{
    private readonly List<CheckLine> lines = [];

    internal bool HasFailed => lines.Exists(l => l.Outcome == CheckOutcome.Failed);

    internal bool IsMissing => lines.Exists(l => l.Outcome == CheckOutcome.Missing);

    /// <summary>Lines by number; those of one number in the order in which they came.</summary>
    internal IReadOnlyList<CheckLine> Lines => [.. lines.OrderBy(l => l.Number)];

    internal void Pass(int number, string name, string compared) => Add(number, name, CheckOutcome.Passed, compared);

    internal void Fail(int number, string name, string compared) => Add(number, name, CheckOutcome.Failed, compared);

    internal void Miss(int number, string name, string compared) => Add(number, name, CheckOutcome.Missing, compared);

    internal void Note(int number, string name, string compared) => Add(number, name, CheckOutcome.Noted, compared);

    internal void Skip(int number, string name, string compared) => Add(number, name, CheckOutcome.NotAsked, compared);

    /// <summary>Passes or fails with the same words.</summary>
    internal bool Test(bool holds, int number, string name, string compared)
    {
        Add(number, name, holds ? CheckOutcome.Passed : CheckOutcome.Failed, compared);
        return holds;
    }

    /// <summary>Compares two hashes.</summary>
    internal bool Equal(int number, string name, ReadOnlySpan<byte> got, ReadOnlySpan<byte> wanted) =>
        Test(got.SequenceEqual(wanted), number, name, $"{Short(got)} = {Short(wanted)}");

    internal void AddAll(IEnumerable<CheckLine> others) => lines.AddRange(others);

    /// <summary>The report, when nothing but the lines decides.</summary>
    internal VerificationReport Report(Verdict otherwise) =>
        new()
        {
            Checks = Lines,
            Verdict =
                HasFailed ? Verdict.Forged
                : IsMissing ? Verdict.Incomplete
                : otherwise,
        };

    internal static VerificationReport Unreadable(string detail) =>
        new() { Verdict = Verdict.Unreadable, Checks = [new CheckLine(1, "form", CheckOutcome.Failed, detail)] };

    /// <summary>The beginning of a value, for people.</summary>
    internal static string Short(ReadOnlySpan<byte> value) =>
        value.Length <= 10 ? Hex.Encode(value) : Hex.Encode(value[..8]) + "…";

    /// <summary>Seconds since 1970 as people read them.</summary>
    internal static string Time(ulong seconds) =>
        seconds <= Instants.Last ? $"{Instants.Of(seconds):u}" : $"{seconds} s";

    private void Add(int number, string name, CheckOutcome outcome, string compared) =>
        lines.Add(new CheckLine(number, name, outcome, compared));
}
