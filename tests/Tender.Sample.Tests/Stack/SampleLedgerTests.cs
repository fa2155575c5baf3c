using System.Security.Cryptography;
using Tender.Ledger.Verification;
using Tender.Sample.Cast;
using Tender.Sample.Chain;
using Tender.Sample.Processes;
using Tender.Sample.Stack;
using Tender.Sealing;
using Tender.Testing;
using Xunit;

namespace Tender.Sample.Tests.Stack;

public sealed class SampleLedgerTests : IDisposable
{
    private readonly TemporaryFolder folder = new("ledger");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Prepare_SecondStart_DeploysNothing()
    {
        var options = Options();
        LedgerMemory first;
        await using (var node = await StartAsync(options))
            first = (await SampleLedger.PrepareAsync(options, node, default)).Memory;

        await using var again = await StartAsync(options);
        var before = await again.Rpc.BlockNumberAsync();
        var second = (await SampleLedger.PrepareAsync(options, again, default)).Memory;
        Assert.Equal(first, second);
        Assert.Equal(before, await again.Rpc.BlockNumberAsync());
    }

    [Fact]
    public async Task Prepare_AfterTheChainLostEverything_GivesTheSameAddressesAndFirstBlock()
    {
        var options = Options();
        LedgerMemory first;
        await using (var node = await StartAsync(options))
            first = (await SampleLedger.PrepareAsync(options, node, default)).Memory;
        File.Delete(folder["chain/state.json"]);
        File.Delete(folder["chain/state.good.json"]);

        await using var empty = await StartAsync(options);
        Assert.True(empty.StartedEmpty);
        Assert.Equal(first, (await SampleLedger.PrepareAsync(options, empty, default)).Memory);
    }

    [Fact]
    public async Task TrustFile_IsSignedByTheSupervisorAndNamesThisChain()
    {
        var options = Options();
        await using var node = await StartAsync(options);
        var ledger = (await SampleLedger.PrepareAsync(options, node, default)).Memory;
        var certificates = SampleCertificates.Prepare(
            options.Folders.Certificates,
            options.Folders.Authorities,
            options.Time.GetUtcNow(),
            options.Random
        );
        SampleTrust.Prepare(options, certificates, ledger);

        using var supervisor = certificates.Load(SampleCast.Supervisor);
        var pin = SHA256.HashData(supervisor.RawData);
        var trust = TrustFile.Open(await File.ReadAllBytesAsync(options.Folders.TrustFile), pin);
        var genesis = await node.Rpc.CallAsync("eth_getBlockByNumber", default, "0x0", false);
        Assert.Equal(genesis.GetProperty("hash").GetString(), "0x" + Convert.ToHexStringLower(trust.GenesisHash));
        Assert.Equal(0UL, trust.Windows.Epoch0 % trust.Windows.WindowSeconds);
        using var vault = certificates.Load(SampleCast.Vault);
        Assert.Equal(CertificateOutcome.Good, trust.ToTrustList().Check(vault, [], options.Time.GetUtcNow()).Outcome);
        Assert.Equal(vault.RawData, Assert.Single(trust.VaultCertificates));
    }

    [Fact]
    public async Task Prepare_KeysOfTheLedger_AreReadableByTheOwnerOnly()
    {
        var options = Options();
        await using var node = await StartAsync(options);
        await SampleLedger.PrepareAsync(options, node, default);
        string[] keys =
        [
            .. Directory.GetFiles(folder["vault/keys"], "*.key"),
            .. Directory.GetFiles(folder["sample/ledger"], "*.key"),
        ];
        Assert.Equal(5, keys.Length);
        Assert.All(keys, k => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(k)));
    }

    private static Task<AnvilNode> StartAsync(SampleOptions options) =>
        AnvilNode.StartAsync(
            new AnvilOptions
            {
                Checkout = options.Checkout,
                LogFile = options.Folders.Log("anvil"),
                StatePath = options.Folders.Chain,
                Start = SampleLedger.ChainStart(options),
                OnParentDeath = DeathSignal.Kill,
            }
        );

    private SampleOptions Options() =>
        new()
        {
            Checkout = Repository.Root,
            Folders = new SampleFolders(folder.Path),
            Ports = SamplePorts.Free(),
            Configuration = Checkout.Configuration,
        };
}
