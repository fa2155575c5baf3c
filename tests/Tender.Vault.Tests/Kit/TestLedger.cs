using System.Security.Cryptography.X509Certificates;
using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Tender.Ledger.Receipts;
using Tender.Ledger.Verification;
using Tender.Ledger.Windows;
using Tender.Sealing;
using Tender.Testing;

namespace Tender.Vault.Tests.Kit;

/// <summary>The contracts on a test chain, with the key files and the trust file of a vault.</summary>
internal sealed class TestLedger
{
    internal const ulong WindowSeconds = 1;

    private TestLedger(TrustFile trust, TemporaryFolder folder, LedgerPlan plan, EthKey supervisor)
    {
        Supervisor = supervisor;
        Trust = trust;
        Folder = folder;
        Plan = plan;
    }

    internal TrustFile Trust { get; }

    internal LedgerPlan Plan { get; }

    /// <summary>The supervising authority's own key; the vault does not have it.</summary>
    internal EthKey Supervisor { get; }

    internal WindowGrid Grid => Trust.Windows;

    private TemporaryFolder Folder { get; }

    internal static async Task<TestLedger> DeployAsync(
        Uri url,
        X509Certificate2 vault,
        TemporaryFolder folder,
        IRandom random
    )
    {
        using var http = new HttpClient();
        var chain = Reader(http, url);
        var keys = new Dictionary<LedgerRole, EthKey>();
        foreach (var role in (LedgerRole[])[LedgerRole.Anchorer, LedgerRole.Registrar, LedgerRole.Recorder])
        {
            keys[role] = EthKey.Draw(random);
            await File.WriteAllTextAsync(folder[$"{role}.key"], keys[role].ToFileText());
        }

        keys[LedgerRole.Supervisor] = EthKey.Draw(random);
        var genesis = (await chain.BlockAsync(0UL, default))!;
        // Window 0 began a moment ago: nothing has to be caught up.
        var epoch0 = genesis.Timestamp - genesis.Timestamp % WindowSeconds;
        var grid = new WindowGrid(epoch0, WindowSeconds, 15);
        var sender = new TransactionSender(chain, (ulong)AnvilFixture.ChainId);
        var deployment = new LedgerDeployment(
            chain,
            sender,
            new ReceiptWaiter(chain, 0, TimeSpan.FromMilliseconds(10), TimeProvider.System)
        );
        var request = new LedgerRequest { Grid = grid, Roles = keys.ToDictionary(k => k.Key, k => k.Value.Address) };
        var plan = await deployment.PlanAsync(request, EthKey.Draw(random), 0, default);
        var deployed = await deployment.DeployAsync(plan, default);
        var trust = TrustOf(genesis.Hash, deployed, grid, vault);
        await File.WriteAllBytesAsync(folder["trust.json"], trust.Write());
        return new TestLedger(trust, folder, plan, keys[LedgerRole.Supervisor]);
    }

    internal static ChainReader Reader(HttpClient http, Uri url) =>
        new(new JsonRpcClient(http, [url], TimeSpan.FromSeconds(10), TimeProvider.System));

    internal IEnumerable<KeyValuePair<string, string?>> Settings(Uri url) =>
        new Dictionary<string, string?>
        {
            ["Ledger:Urls:0"] = url.ToString(),
            ["Ledger:ChainId"] = $"{AnvilFixture.ChainId}",
            ["Ledger:SealType"] = "Dev",
            ["Ledger:AnchorLog"] = Plan.AnchorLog.ToString(),
            ["Ledger:TenderChain"] = Plan.TenderChain.ToString(),
            ["Ledger:Signers:Anchorer"] = Folder["Anchorer.key"],
            ["Ledger:Signers:Registrar"] = Folder["Registrar.key"],
            ["Ledger:Signers:Recorder"] = Folder["Recorder.key"],
            ["Ledger:TrustFile"] = Folder["trust.json"],
            ["Ledger:Batch:WindowsPerTransaction"] = "5",
            ["Ledger:Batch:CalmSeconds"] = "60",
            ["Ledger:SendTimeout"] = "00:00:05",
            ["Ledger:RelayCustodians"] = "true",
        };

    private static TrustFile TrustOf(
        byte[] genesis,
        DeployedLedger deployed,
        WindowGrid grid,
        X509Certificate2 vault
    ) =>
        new()
        {
            Format = TrustFile.FormatName,
            Name = "test",
            ChainId = (ulong)AnvilFixture.ChainId,
            GenesisHash = genesis,
            AnchorLog = Contract(deployed.AnchorLog, deployed.AnchorLogCodeHash, ContractArtifact.AnchorLog),
            TenderChain = Contract(deployed.TenderChain, deployed.TenderChainCodeHash, ContractArtifact.TenderChain),
            Windows = grid,
            Seal = SealType.Dev,
            Validators = [],
            WitnessQuorum = 0,
            TimeStamps = new TrustedTimeStamps
            {
                Required = false,
                ToleranceSeconds = 0,
                Policies = [],
                Roots = [],
            },
            Authorities = [TestAuthority.A.Certificate.ExportCertificatePem()],
            RevocationLists = [],
            VaultCertificates = [vault.RawData],
            SupervisorCertificate = vault.RawData,
        };

    private static TrustedContract Contract(Address address, byte[] codeHash, ContractArtifact artifact) =>
        new()
        {
            Address = address.ToBytes(),
            CodeHash = codeHash,
            Slot = (int)artifact.MappingSlot,
        };
}
