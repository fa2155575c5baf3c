using System.CommandLine;

namespace Tender.Cli;

/// <summary>Options that take a number within bounds; a number outside them is a usage error, not a silent other number.</summary>
internal static class WholeNumber
{
    public static Option<int?> Option(string name, Words words, int least, int most, string? value = null)
    {
        var option = new Option<int?>(name)
        {
            Description = words.ToString(),
            HelpName = value ?? "N",
            CustomParser = result =>
            {
                if (int.TryParse(result.Tokens[0].Value, out var number) && number >= least && number <= most)
                    return number;
                result.AddError(
                    $"{name} 应为 {least} 至 {most} 的整数。 / {name} takes a whole number from {least} to {most}."
                );
                return null;
            },
        };
        return option;
    }
}
