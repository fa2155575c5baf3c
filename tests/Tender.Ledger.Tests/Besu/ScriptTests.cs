using System.Runtime.Versioning;
using System.Text.Json;
using Tender.Ledger.Evm;
using Tender.Ledger.Proofs;
using Tender.Testing;
using Xunit;

namespace Tender.Ledger.Tests.Besu;

/// <summary>The scripts of the network, run with a stand-in for the engine.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ScriptTests : IDisposable
{
    private readonly TemporaryFolder folder = new("besu");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Entry_Validator_PassesEveryFlagOfTheDesign()
    {
        var (code, output) = await RunEntryAsync("validator", "QBFT,NET,ETH");
        Assert.True(code == 0, output);
        var flags = output.Split(' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Assert.Subset(
            flags.ToHashSet(),
            new HashSet<string>
            {
                "--profile=ENTERPRISE",
                "--sync-mode=FULL",
                "--min-gas-price=0",
                "--discovery-enabled=false",
                "--permissions-nodes-config-file-enabled",
                "--permissions-accounts-config-file-enabled",
                "--revert-reason-enabled",
                "--metrics-enabled",
                "--rpc-http-api=QBFT,NET,ETH",
                "--host-allowlist=localhost,127.0.0.1",
                $"--permissions-accounts-config-file={folder["accounts.toml"]}",
            }
        );
        Assert.DoesNotContain(flags, f => f.Contains('*', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Entry_PublicNode_TakesTransactionsFromNobody() =>
        Assert.Contains(
            $"--permissions-accounts-config-file={folder["no-accounts.toml"]}",
            (await RunEntryAsync("public", "ETH,NET")).Output,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Entry_KeyMissing_SaysWhichFile()
    {
        var (code, output) = await RunEntryAsync("validator", "ETH", leaveOut: "node.key");
        Assert.Equal(1, code);
        Assert.Contains("node.key is missing", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Healthy_GrowingChain_IsHealthyAndThenNotWhenItStops()
    {
        var block = 0x1ab;
        using var node = new FakeHttp(request =>
            request.Url!.AbsolutePath == "/readiness"
                ? (200, "")
                : (200, $$"""{"jsonrpc":"2.0","id":1,"result":"0x{{block:x}}"}""")
        );
        Assert.Equal(0, (await HealthyAsync(node)).Code);
        block++;
        Assert.Equal((0, "block 428\n"), await HealthyAsync(node));
        var (code, output) = await HealthyAsync(node);
        Assert.Equal(1, code);
        Assert.Contains("has not grown", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Healthy_NotReady_IsUnhealthy()
    {
        using var node = new FakeHttp(request =>
            request.Url!.PathAndQuery == "/readiness?minPeers=2&maxBlocksBehind=4"
                ? (503, "")
                : (200, """{"result":"0x1"}""")
        );
        var (code, output) = await HealthyAsync(node);
        Assert.Equal(1, code);
        Assert.Contains("not ready", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Healthy_NobodyListens_IsUnhealthy()
    {
        var environment = new Dictionary<string, string> { ["RPC_PORT"] = "1", ["MEMORY"] = folder["memory"] };
        Assert.NotEqual(0, (await BesuFiles.RunAsync(Path.Combine(BesuFiles.Folder, "healthy"), environment)).Code);
    }

    [Theory]
    [InlineData("hyperledger/besu:latest", "0x0000000000000000000000000000000000000001", "by digest")]
    [InlineData("", "0x0000000000000000000000000000000000000001", "by digest")]
    [InlineData("besu@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "0x01", "no account")]
    public async Task Prepare_WrongInput_IsRefused(string image, string account, string words)
    {
        var (code, output) = await RunPrepareAsync(image, account);
        Assert.Equal(1, code);
        Assert.Contains(words, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_OnAnEngine_LaysOutKeysGenesisAndLists()
    {
        var validators = await FakeEngineAsync();
        const string Account = "0x0000000000000000000000000000000000000001";
        const string Image = "besu@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
        var (code, output) = await RunPrepareAsync(Image, Account);
        Assert.True(code == 0, output);

        var genesis = JsonDocument
            .Parse(await File.ReadAllTextAsync(folder["besu/network/public/genesis.json"]))
            .RootElement;
        var extraData = QbftExtraData.Parse(Hex.DecodeData(genesis.GetProperty("extraData").GetString()!));
        Assert.Equal(validators, extraData.Validators);
        Assert.Equal((0U, 0), (extraData.Round, extraData.Seals.Count));
        var nodes = JsonDocument
            .Parse(await File.ReadAllTextAsync(folder["besu/network/public/static-nodes.json"]))
            .RootElement;
        var enodes = nodes.EnumerateArray().Select(n => n.GetString()!).ToList();
        Assert.Equal(7, enodes.Count);
        Assert.All(enodes, e => Assert.Matches("^enode://[0-9a-f]{128}@172\\.30\\.26\\.[0-9]+:30303$", e));
        Assert.EndsWith("@172.30.26.22:30303", enodes[6], StringComparison.Ordinal);
        Assert.Contains(
            enodes[0],
            await File.ReadAllTextAsync(folder["besu/network/public/nodes.toml"]),
            StringComparison.Ordinal
        );
        Assert.Equal(
            $"accounts-allowlist=[\"{Account}\"]\n",
            await File.ReadAllTextAsync(folder["besu/network/public/accounts.toml"])
        );
        Assert.Equal(7, Directory.GetFiles(folder["besu/network/secret"]).Length);
        Assert.Equal(UnixFileMode.UserRead, File.GetUnixFileMode(folder["besu/network/secret/validator1.key"]));

        var again = await RunPrepareAsync(Image, Account);
        Assert.Equal(1, again.Code);
        Assert.Contains("made once", again.Output, StringComparison.Ordinal);
    }

    private Task<(int Code, string Output)> RunEntryAsync(string role, string apis, string leaveOut = "")
    {
        string[] files =
        [
            "node.key",
            "genesis.json",
            "static-nodes.json",
            "nodes.toml",
            "accounts.toml",
            "no-accounts.toml",
        ];
        foreach (var file in files.Where(f => f != leaveOut))
            File.WriteAllText(folder[file], "");
        var environment = new Dictionary<string, string>
        {
            ["FILES"] = folder[""].TrimEnd('/'),
            ["KEY"] = folder["node.key"],
            ["BESU"] = "echo",
            ["ROLE"] = role,
            ["RPC_APIS"] = apis,
            ["P2P_HOST"] = "172.30.26.11",
        };
        return BesuFiles.RunAsync(Path.Combine(BesuFiles.Folder, "entry"), environment);
    }

    private Task<(int Code, string Output)> HealthyAsync(FakeHttp node) =>
        BesuFiles.RunAsync(
            Path.Combine(BesuFiles.Folder, "healthy"),
            new() { ["RPC_PORT"] = $"{node.Port}", ["MEMORY"] = folder["memory"] }
        );

    /// <summary>Runs a copy of the script: it writes beside itself.</summary>
    private Task<(int Code, string Output)> RunPrepareAsync(string image, string account)
    {
        Directory.CreateDirectory(folder["besu"]);
        foreach (var file in (string[])["prepare", "network.json"])
            File.Copy(Path.Combine(BesuFiles.Folder, file), folder[$"besu/{file}"], overwrite: true);
        var path = $"{folder["engine"]}:{Environment.GetEnvironmentVariable("PATH")}";
        return BesuFiles.RunAsync(folder["besu/prepare"], new() { ["BESU_IMAGE"] = image, ["PATH"] = path }, account);
    }

    /// <summary>A program named docker that makes what Besu's operator command makes: keys, and a genesis whose extraData names them.</summary>
    private async Task<IReadOnlyList<Address>> FakeEngineAsync()
    {
        var random = new SeededRandom(11);
        var validators = new List<Address>();
        foreach (var (set, count) in new[] { ("validators", 4), ("others", 3) })
        {
            for (var i = 0; i < count; i++)
            {
                var key = EthKey.Draw(random);
                var made = folder[$"engine/{set}/keys/{key.Address.ToString().ToLowerInvariant()}"];
                Directory.CreateDirectory(made);
                await File.WriteAllTextAsync(Path.Combine(made, "key"), "0x" + key.ToFileText());
                await File.WriteAllTextAsync(Path.Combine(made, "key.pub"), Hex.EncodeData(key.PublicKey.AsSpan(1)));
                if (set == "validators")
                    validators.Add(key.Address);
            }
        }
        var extraData = Rlp.EncodeList(
            RlpItem.Of(new byte[32]),
            RlpItem.List(validators.Select(v => RlpItem.Of(v.ToBytes()))),
            RlpItem.List(),
            RlpItem.Empty,
            RlpItem.List()
        );
        var genesis = $$"""{"extraData":"{{Hex.EncodeData(extraData)}}"}""";
        await File.WriteAllTextAsync(folder["engine/validators/genesis.json"], genesis);
        const string Script = """
            #!/usr/bin/env bash
            set -e
            here=$(dirname "$0")
            for argument in "$@"; do
              [[ $argument == *:/made ]] && out=${argument%:/made}
              [[ $argument == --to=/made/* ]] && name=${argument#--to=/made/}
            done
            cp -r "$here/$name" "$out/$name"
            """;
        await File.WriteAllTextAsync(folder["engine/docker"], Script);
        File.SetUnixFileMode(
            folder["engine/docker"],
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        );
        return validators;
    }
}
