using YamlDotNet.RepresentationModel;

namespace Tender.Sample.Tests.Docker;

/// <summary>What every service of ours must and must not have. One line for each thing that is wrong.</summary>
internal static class ComposeRules
{
    internal static IReadOnlyList<string> Check(ComposeFile file, string dockerfile)
    {
        var findings = new List<string>();
        foreach (var (name, service) in file.Services)
        {
            findings.AddRange(CheckHardening(service).Select(f => $"{name}: {f}"));
            findings.AddRange(CheckReferences(file, service, dockerfile).Select(f => $"{name}: {f}"));
        }

        return findings;
    }

    private static IEnumerable<string> CheckHardening(YamlMappingNode service)
    {
        if (!ComposeFile.List(service, "cap_drop").Contains("ALL"))
            yield return "keeps capabilities";
        if (!ComposeFile.List(service, "security_opt").Contains("no-new-privileges:true"))
            yield return "may gain privileges";
        if (ComposeFile.Get(service, "privileged") is not null || ComposeFile.Text(service, "network_mode") == "host")
            yield return "reaches into the host";
        if (ComposeFile.Get(service, "logging") is null)
            yield return "logs without bound";
        if (ComposeFile.Text(service, "restart") is null)
            yield return "no word about restarts";
        if (ComposeFile.Text(service, "image") is not { } image || image.EndsWith(":latest", StringComparison.Ordinal))
            yield return "image without a version";
        else if (
            !image.StartsWith("tender-", StringComparison.Ordinal) && !image.Contains(':', StringComparison.Ordinal)
        )
            yield return "image without a version";
        if (ComposeFile.List(service, "volumes").Any(v => v.Contains("docker.sock", StringComparison.Ordinal)))
            yield return "holds the engine's socket";
        if (IsOurs(service) && ComposeFile.Text(service, "read_only") != "true")
            yield return "its root can be written";
        if (ComposeFile.Get(service, "environment") is YamlMappingNode environment)
            foreach (var (key, value) in environment.Children)
                if (
                    key.ToString().Contains("PASSWORD", StringComparison.OrdinalIgnoreCase)
                    && !value.ToString().StartsWith("/run/secrets/", StringComparison.Ordinal)
                )
                    yield return $"a secret in the environment: {key}";
    }

    private static IEnumerable<string> CheckReferences(ComposeFile file, YamlMappingNode service, string dockerfile)
    {
        foreach (var secret in ComposeFile.List(service, "secrets").Where(s => !file.Secrets.ContainsKey(s)))
            yield return $"unknown secret {secret}";
        foreach (var network in ComposeFile.List(service, "networks").Where(n => !file.Networks.ContainsKey(n)))
            yield return $"unknown network {network}";
        foreach (var source in ComposeFile.List(service, "volumes").Select(v => v.Split(':')[0]))
        {
            // What an administrator fills in is named in the README and cannot be here.
            if (source.StartsWith('.') && source != "./authorities" && !Path.Exists(Path.Combine(file.Folder, source)))
                yield return $"missing file {source}";
            if (!source.StartsWith('.') && !file.Volumes.ContainsKey(source))
                yield return $"unknown volume {source}";
        }

        if (
            ComposeFile.Get(service, "build") is YamlMappingNode build
            && !dockerfile.Contains($" AS {ComposeFile.Text(build, "target")}\n", StringComparison.Ordinal)
        )
            yield return $"no target {ComposeFile.Text(build, "target")} in the Dockerfile";
        if (ComposeFile.Get(service, "depends_on") is YamlMappingNode needed)
            foreach (
                var other in needed.Children.Keys.Select(k => k.ToString()).Where(o => !file.Services.ContainsKey(o))
            )
                yield return $"waits for {other}, which is not there";
        foreach (var command in ComposeFile.List(service, "command"))
            if (
                command.StartsWith("/run/secrets/", StringComparison.Ordinal)
                && !ComposeFile.List(service, "secrets").Contains(Path.GetFileName(command))
            )
                yield return $"reads {command} without being given it";
    }

    private static bool IsOurs(YamlMappingNode service) =>
        ComposeFile.Text(service, "image")?.StartsWith("tender-", StringComparison.Ordinal) == true;
}
