using Tender.Testing;
using Xunit;

namespace Tender.Sample.Tests.Docker;

public sealed class ComposeTests
{
    private static readonly string Dockerfile = File.ReadAllText(Path.Combine(Repository.Root, "docker", "Dockerfile"));

    [Theory]
    [InlineData("docker/compose.yml")]
    [InlineData("docker/custodian/compose.yml")]
    public void Compose_EveryService_IsHardenedAndComplete(string path) =>
        Assert.Empty(ComposeRules.Check(ComposeFile.Load(path), Dockerfile));

    [Theory]
    [InlineData("compose.yml", "docker/compose.yml")]
    [InlineData("custodian/compose.yml", "docker/custodian/compose.yml")]
    public void Compose_EverySecretAndVolume_IsUsed(string name, string path)
    {
        var file = ComposeFile.Load(path);
        var used = file.Services.Values.SelectMany(s => ComposeFile.List(s, "secrets")).ToHashSet();
        Assert.All(file.Secrets.Keys, s => Assert.True(used.Contains(s), $"{name}: secret {s} is used by nobody"));
        var mounted = file.Services.Values.SelectMany(s => ComposeFile.List(s, "volumes")).ToList();
        Assert.All(
            file.Volumes.Keys,
            v => Assert.Contains(mounted, m => m.StartsWith(v + ":", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Compose_SiteAndVault_ShareNoDataNetworkAndNoSecret()
    {
        var services = ComposeFile.Load("docker/compose.yml").Services;
        string[] site = ["site", "site-migrate", "site-database"];
        string[] vault = ["vault", "vault-migrate", "vault-database"];
        Assert.Empty(All(site, "secrets").Intersect(All(vault, "secrets")));
        Assert.Equal(["front"], All(site, "networks").Intersect(All(vault, "networks")));
        Assert.DoesNotContain(All(site, "secrets"), s => s.EndsWith(".key", StringComparison.Ordinal));

        HashSet<string> All(string[] names, string member) =>
            [.. names.SelectMany(n => ComposeFile.List(services[n], member))];
    }

    [Theory]
    [InlineData("privileged: true", "reaches into the host")]
    [InlineData("network_mode: host", "reaches into the host")]
    [InlineData("image: other:latest", "image without a version")]
    [InlineData("environment: { DB_PASSWORD: letmein }", "a secret in the environment: DB_PASSWORD")]
    [InlineData("secrets: [nobody]", "unknown secret nobody")]
    [InlineData("volumes: [\"/var/run/docker.sock:/s\"]", "holds the engine's socket")]
    [InlineData("volumes: [\"./nowhere:/s\"]", "missing file ./nowhere")]
    [InlineData("build: { target: nothing }", "no target nothing in the Dockerfile")]
    [InlineData("depends_on: { ghost: {} }", "waits for ghost, which is not there")]
    [InlineData("command: [\"/run/secrets/a.json\"]", "reads /run/secrets/a.json without being given it")]
    [InlineData("x-nothing: 1", "keeps capabilities")]
    [InlineData("x-nothing: 1", "may gain privileges")]
    [InlineData("x-nothing: 1", "logs without bound")]
    [InlineData("x-nothing: 1", "its root can be written")]
    public void Rules_PlantedFault_IsFound(string planted, string finding)
    {
        var image = planted.StartsWith("image", StringComparison.Ordinal) ? "" : "    image: tender-x\n";
        var file = ComposeFile.Parse($"services:\n  bad:\n{image}    {planted}\n", Repository.Root);
        Assert.Contains($"bad: {finding}", ComposeRules.Check(file, Dockerfile));
    }
}
