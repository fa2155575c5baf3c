using System.Text.Json;
using System.Text.RegularExpressions;
using Tender.Testing;
using Xunit;

namespace Tender.Ledger.Tests.Besu;

/// <summary>The Besu network as Ledger 11.2 wants it, read from the files; no engine runs here.</summary>
public partial class ComposeTests
{
    private static readonly string[] Validators = ["validator1", "validator2", "validator3", "validator4"];
    private static readonly JsonElement Compose = BesuFiles.Compose();

    [Fact]
    public void Genesis_Template_IsLondonWithoutFeesAndNothingLater()
    {
        var genesis = BesuFiles.Genesis().GetProperty("genesis");
        var config = genesis.GetProperty("config");
        Assert.Equal(
            ["chainId", "londonBlock", "qbft", "zeroBaseFee"],
            config.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal)
        );
        Assert.Equal(0, config.GetProperty("londonBlock").GetInt32());
        Assert.True(config.GetProperty("zeroBaseFee").GetBoolean());
        var qbft = config.GetProperty("qbft");
        Assert.Equal(
            (2, 30000, 4),
            (
                qbft.GetProperty("blockperiodseconds").GetInt32(),
                qbft.GetProperty("epochlength").GetInt32(),
                qbft.GetProperty("requesttimeoutseconds").GetInt32()
            )
        );
        // Empty blocks stay on: holding them back starves transactions after a change of round.
        Assert.False(qbft.TryGetProperty("xemptyblockperiodseconds", out _));
        Assert.Equal("0x1c9c380", genesis.GetProperty("gasLimit").GetString());
        Assert.Equal("0x1", genesis.GetProperty("difficulty").GetString());
        // keccak256("Istanbul practical byzantine fault tolerance"), by which Besu knows a BFT header.
        Assert.Equal(
            "0x63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365",
            genesis.GetProperty("mixHash").GetString()
        );
        Assert.Empty(genesis.GetProperty("alloc").EnumerateObject());
        Assert.False(genesis.TryGetProperty("extraData", out _));
        Assert.Equal(
            4,
            BesuFiles.Genesis().GetProperty("blockchain").GetProperty("nodes").GetProperty("count").GetInt32()
        );
    }

    [Fact]
    public void Services_Nodes_AreFourValidatorsTwoForTheVaultAndOneForThePublic() =>
        Assert.Equal([.. Validators, "rpc1", "rpc2", "public"], Services().Select(s => s.Name));

    [Theory]
    [InlineData("docker/README.md")]
    [InlineData("docker/besu/README.md")]
    [InlineData("docker/besu/compose.yml")]
    public void Urls_ThatTheVaultIsToldToUse_AreTwoNodesOnItsNetwork(string file)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, file));
        var hosts = Urls().Matches(text).Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.Equal(2, hosts.Count);
        var vault = BesuFiles.Compose("compose.yml").GetProperty("services").GetProperty("vault");
        var name = Text(Compose.GetProperty("networks").GetProperty("ledger"), "name");
        var own = BesuFiles.Compose("compose.yml").GetProperty("networks");
        Assert.Contains(
            Texts(vault.GetProperty("networks")),
            n => own.GetProperty(n).TryGetProperty("name", out var outside) && outside.GetString() == name
        );
        foreach (var host in hosts)
        {
            var node = Services().Single(s => s.Name == host).Value;
            Assert.True(node.GetProperty("networks").TryGetProperty("ledger", out _), $"{host} is not on the network");
            var environment = node.GetProperty("environment");
            Assert.Contains(host, Text(environment, "HOST_ALLOWLIST").Split(','));
            Assert.Contains("ETH", Text(environment, "RPC_APIS").Split(','));
            Assert.Equal("rpc", Text(environment, "ROLE"));
        }
    }

    [Fact]
    public void Services_OfTheVaultsNetwork_AreTheTwoNodesOnly() =>
        Assert.Equal(
            ["rpc1", "rpc2"],
            Services().Where(s => s.Value.GetProperty("networks").TryGetProperty("ledger", out _)).Select(s => s.Name)
        );

    [Fact]
    public void Services_EveryNode_IsHardenedRestartedAndStoppedInTime() =>
        Assert.All(
            Services(),
            s =>
            {
                Assert.Equal("1000:1000", Text(s.Value, "user"));
                Assert.Equal("unless-stopped", Text(s.Value, "restart"));
                Assert.Equal("60s", Text(s.Value, "stop_grace_period"));
                Assert.Equal("true", Text(s.Value, "read_only"));
                Assert.StartsWith("${BESU_IMAGE:?", Text(s.Value, "image"), StringComparison.Ordinal);
                Assert.Equal(["ALL"], Texts(s.Value.GetProperty("cap_drop")));
                Assert.False(s.Value.TryGetProperty("ports", out _), "no node publishes a port on the host");
                Assert.Equal(
                    "/etc/tender/healthy",
                    Texts(s.Value.GetProperty("healthcheck").GetProperty("test")).Last()
                );
            }
        );

    [Fact]
    public void Services_EveryNode_HasOwnAddressKeyAndVolume()
    {
        var addresses = Services()
            .Select(s => Text(s.Value.GetProperty("networks").GetProperty("validators"), "ipv4_address"))
            .ToList();
        Assert.Equal(7, addresses.Distinct().Count());
        Assert.Equal(addresses, Services().Select(s => Text(s.Value.GetProperty("environment"), "P2P_HOST")));
        foreach (var s in Services())
        {
            var secret = Assert.Single(s.Value.GetProperty("secrets").EnumerateArray());
            Assert.Equal((s.Name, "node.key"), (Text(secret, "source"), Text(secret, "target")));
            // 0400 octal, however YAML spells it.
            Assert.Contains(Text(secret, "mode"), (string[])["256", "400", "0400"]);
            var volumes = Texts(s.Value.GetProperty("volumes")).ToList();
            Assert.Contains($"{s.Name}:/var/lib/besu", volumes);
            Assert.All(
                volumes.Where(v => v.StartsWith("./", StringComparison.Ordinal)),
                v => Assert.EndsWith(":ro", v, StringComparison.Ordinal)
            );
        }
    }

    [Fact]
    public void Services_Apis_AreOnlyThoseNeeded()
    {
        foreach (var s in Services())
        {
            var apis = Text(s.Value.GetProperty("environment"), "RPC_APIS").Split(',');
            Assert.All(apis, a => Assert.Contains(a, (string[])["ETH", "NET", "QBFT"]));
            if (s.Name == "public")
                Assert.DoesNotContain("QBFT", apis);
        }
    }

    [Fact]
    public void Networks_OfValidatorsAndVault_AreInternal()
    {
        var networks = Compose.GetProperty("networks");
        Assert.Equal("true", Text(networks.GetProperty("validators"), "internal"));
        Assert.Equal("true", Text(networks.GetProperty("ledger"), "internal"));
        foreach (var s in Services().Where(s => Validators.Contains(s.Name)))
            Assert.Equal(["validators"], s.Value.GetProperty("networks").EnumerateObject().Select(n => n.Name));
    }

    [GeneratedRegex("http://([a-z0-9]+):8545")]
    private static partial Regex Urls();

    private static List<JsonProperty> Services() => [.. Compose.GetProperty("services").EnumerateObject()];

    private static string Text(JsonElement json, string name) => json.GetProperty(name).ToString().ToLowerIfFlag();

    private static IEnumerable<string> Texts(JsonElement list) => list.EnumerateArray().Select(e => e.ToString());
}

/// <summary>JSON writes flags as True when read as text.</summary>
internal static class FlagText
{
    internal static string ToLowerIfFlag(this string text) =>
        text is "True" or "False" ? text.ToLowerInvariant() : text;
}
