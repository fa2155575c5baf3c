using System.Diagnostics;
using System.Text.Json;
using Tender.Testing;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Tender.Ledger.Tests.Besu;

/// <summary>The files of <c>docker/besu</c> and a way to run its scripts without a container engine.</summary>
internal static class BesuFiles
{
    internal static string Folder => Path.Combine(Repository.Root, "docker", "besu");

    /// <summary>A compose file below <c>docker</c> with anchors and merges resolved, as JSON.</summary>
    internal static JsonElement Compose(string file = "besu/compose.yml")
    {
        using var reader = File.OpenText(Path.Combine(Repository.Root, "docker", file));
        var tree = new DeserializerBuilder()
            .WithAttemptingUnquotedStringTypeDeserialization()
            .Build()
            .Deserialize<object>(new MergingParser(new Parser(reader)));
        var json = new SerializerBuilder().JsonCompatible().Build().Serialize(tree);
        return JsonDocument.Parse(json).RootElement;
    }

    internal static JsonElement Genesis() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "network.json"))).RootElement;

    /// <summary>Runs a script with these variables added and returns exit code and output.</summary>
    internal static async Task<(int Code, string Output)> RunAsync(
        string script,
        Dictionary<string, string> environment,
        params string[] arguments
    )
    {
        var start = new ProcessStartInfo("/usr/bin/env", ["bash", script, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
