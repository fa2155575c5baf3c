using Tender.Sample.Processes;
using Tender.Sample.Stack;

namespace Tender.Sample.Launch;

/// <summary>What the caller wants, from the command line and two environment variables.</summary>
internal sealed record Arguments
{
    internal const string DataVariable = "TENDER_DATA";

    internal bool Demo { get; private init; }

    internal bool Fresh { get; private init; }

    internal required SampleFolders Folders { get; init; }

    internal static Arguments Parse(string[] words, string checkout)
    {
        var unknown = words.FirstOrDefault(w => w is not ("--demo" or "--fresh"));
        if (unknown is not null)
            throw new PrerequisiteException($"Unknown argument '{unknown}'. Known: --demo, --fresh.");
        if (Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") == "Production")
            throw new PrerequisiteException(
                "The sample does not run in production: ASPNETCORE_ENVIRONMENT is Production."
            );
        var data = Environment.GetEnvironmentVariable(DataVariable);
        return new Arguments
        {
            Demo = words.Contains("--demo"),
            Fresh = words.Contains("--fresh"),
            Folders = new SampleFolders(
                Path.GetFullPath(string.IsNullOrEmpty(data) ? Path.Combine(checkout, ".data") : data)
            ),
        };
    }
}
