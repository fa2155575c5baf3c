using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Tender.Ledger.Verification;
using Xunit;

namespace Tender.Cli.Tests;

public partial class ManualTests
{
    [Fact]
    public async Task TheManual_IsWhatTheProgramSays()
    {
        using var terminal = new Terminal();
        var written = await File.ReadAllTextAsync(Manual.Path);
        var said = await Manual.WriteAsync(terminal, written);
        if (Environment.GetEnvironmentVariable("TENDER_FREEZE") == "1")
            await File.WriteAllTextAsync(Manual.Path, said);
        else
            Assert.Equal(said, written);
    }

    /// <summary>Every code that the program can end with is in the manual, and the manual has no other.</summary>
    [Fact]
    public async Task TheManualsExitCodes_AreTheProgramsOnes()
    {
        var own = typeof(ExitCode)
            .GetFields(BindingFlags.Static | BindingFlags.Public)
            .Where(f => f.FieldType == typeof(int))
            .Select(f => (int)f.GetRawConstantValue()!);
        var verdicts = Enum.GetValues<Verdict>()
            .Select(v => new VerificationReport { Verdict = v, Checks = [] }.ExitCode);
        var written = ExitCodeLine()
            .Matches(await File.ReadAllTextAsync(Manual.Path))
            .Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture))
            .ToList();
        Assert.Equal(own.Concat(verdicts).Distinct().Order(), written);
    }

    [GeneratedRegex(@"^ +(\d+)  [^\n]* / ", RegexOptions.Multiline)]
    private static partial Regex ExitCodeLine();
}
