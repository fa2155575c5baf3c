using Tender.Sample.Processes;

namespace Tender.Sample.Stack;

/// <summary>The built programs of this checkout, started as a user would start them: <c>dotnet PROGRAM.dll [verb] --config FILE</c>.</summary>
internal sealed class SamplePrograms(SampleOptions options)
{
    /// <summary>What a program of the sample may see of the caller's environment about hosting: nothing but this.</summary>
    private static readonly Dictionary<string, string?> Environment = new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["DOTNET_ENVIRONMENT"] = "Development",
        ["ASPNETCORE_URLS"] = null,
        ["ASPNETCORE_HTTP_PORTS"] = null,
        ["DOTNET_URLS"] = null,
        ["DOTNET_HTTP_PORTS"] = null,
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_gcServer"] = "0",
    };

    internal static string Dotnet
    {
        get
        {
            var self = System.Environment.ProcessPath;
            return self is not null && Path.GetFileNameWithoutExtension(self) == "dotnet" ? self : "dotnet";
        }
    }

    /// <summary>Path of a program's assembly.</summary>
    /// <exception cref="PrerequisiteException">It was not built.</exception>
    internal string Assembly(string project, string? name = null)
    {
        var path = Path.Combine(
            options.Checkout,
            "src",
            project,
            "bin",
            options.Configuration,
            "net10.0",
            (name ?? project) + ".dll"
        );
        return File.Exists(path)
            ? path
            : throw new PrerequisiteException(
                $"{project} is not built: run 'dotnet build Tender.sln -c {options.Configuration}'."
            );
    }

    internal ChildProcess Start(string name, string project, string config) =>
        ChildProcess.Start(Spec(name, project, ["--config", config]));

    /// <summary>Runs the program's <c>migrate</c> verb to its end.</summary>
    internal async Task MigrateAsync(string name, string project, string config, CancellationToken cancel)
    {
        await using var child = ChildProcess.Start(Spec(name + "-migrate", project, ["migrate", "--config", config]));
        await child.WaitAsync(cancel);
        if (child.ExitCode != 0)
            throw new PrerequisiteException(
                $"The database of the {name} could not be prepared ({child.Spec.LogFile}):\n{child.LogTail()}"
            );
    }

    private ChildSpec Spec(string name, string project, IReadOnlyList<string> arguments)
    {
        var assembly = Assembly(project);
        return new ChildSpec
        {
            Name = name,
            FileName = Dotnet,
            Arguments = [assembly, .. arguments],
            LogFile = options.Folders.Log(name),
            // The content root of a web program is its working directory.
            WorkingDirectory = Path.Combine(options.Checkout, "src", project),
            Environment = Environment,
            OnParentDeath = options.OnParentDeath,
        };
    }
}
