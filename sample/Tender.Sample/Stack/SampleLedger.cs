using System.Text.Json;
using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Tender.Ledger.Windows;
using Tender.Sample.Chain;
using Tender.Sample.Processes;

namespace Tender.Sample.Stack;

/// <summary>
/// The contracts of the sample on its private chain: deployed once. Everything that the addresses and the first block depend on is
/// remembered, so that a chain that lost its state is made again exactly as it was, and the vault can replay the rest (Ledger 8).
/// </summary>
internal sealed class SampleLedger
{
    internal const uint WindowSeconds = 2;
    internal const uint MaxLagSeconds = 15;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private readonly SampleOptions options;
    private readonly SampleAccounts accounts;

    private SampleLedger(SampleOptions options, SampleAccounts accounts, LedgerMemory memory, Uri node)
    {
        this.options = options;
        this.accounts = accounts;
        Memory = memory;
        Node = node;
    }

    internal LedgerMemory Memory { get; }

    private Uri Node { get; }

    /// <summary>Time of the first block: of the chain that was, or now.</summary>
    internal static DateTimeOffset ChainStart(SampleOptions options) =>
        DateTimeOffset.FromUnixTimeSeconds(
            (long)(Recall(options.Folders)?.Start ?? (ulong)options.Time.GetUtcNow().ToUnixTimeSeconds())
        );

    internal static async Task<SampleLedger> PrepareAsync(
        SampleOptions options,
        AnvilNode node,
        CancellationToken cancel
    )
    {
        var accounts = SampleAccounts.Prepare(options.Folders, options.Random);
        using var http = new HttpClient();
        var rpc = new JsonRpcClient(http, [node.Url], TimeSpan.FromSeconds(30), options.Time);
        var chain = new ChainReader(rpc);
        var memory = Recall(options.Folders);
        if (memory is null || node.StartedEmpty)
            memory = await DeployAsync(options, accounts, chain, memory, cancel);
        return new SampleLedger(options, accounts, memory, node.Url);
    }

    /// <summary>Section <c>Ledger</c> of a program's configuration.</summary>
    internal object Section(bool withSigners) =>
        new
        {
            Urls = new[] { Node.ToString() },
            ChainId = (ulong)AnvilOptions.DefaultChainId,
            SealType = "Dev",
            Depth = 0,
            Memory.AnchorLog,
            Memory.TenderChain,
            Signers = withSigners
                ? new
                {
                    Anchorer = accounts.AnchorerFile,
                    Registrar = accounts.RegistrarFile,
                    Recorder = accounts.RecorderFile,
                }
                : null,
            TrustFile = options.Folders.TrustFile,
            Batch = new { WindowsPerTransaction = 5, CalmSeconds = 60 },
            SendTimeout = "00:00:10",
            RelayCustodians = true,
        };

    private static async Task<LedgerMemory> DeployAsync(
        SampleOptions options,
        SampleAccounts accounts,
        ChainReader chain,
        LedgerMemory? before,
        CancellationToken cancel
    )
    {
        options.Tell(before is null ? "Deploying the contracts ..." : "The chain lost its state: deploying again ...");
        var genesis =
            await chain.BlockAsync(0UL, cancel) ?? throw new PrerequisiteException("The chain has no first block.");
        var epoch0 = before?.Epoch0 ?? genesis.Timestamp / WindowSeconds * WindowSeconds;
        var sender = new TransactionSender(chain, AnvilOptions.DefaultChainId);
        var waiter = new ReceiptWaiter(chain, depth: 0, TimeSpan.FromMilliseconds(20), options.Time);
        var deployment = new LedgerDeployment(chain, sender, waiter);
        var administrator = await SampleAccounts.LoadAsync(accounts.AdministratorFile, cancel);
        var request = new LedgerRequest
        {
            Grid = new WindowGrid(epoch0, WindowSeconds, MaxLagSeconds),
            Roles = await accounts.RolesAsync(cancel),
        };
        var plan = await deployment.PlanAsync(request, administrator, firstNonce: 0, cancel);
        var deployed = await deployment.DeployAsync(plan, cancel);
        var memory = new LedgerMemory
        {
            Start = genesis.Timestamp,
            Epoch0 = epoch0,
            GenesisHash = Hex.Encode(genesis.Hash),
            AnchorLog = deployed.AnchorLog.ToString(),
            TenderChain = deployed.TenderChain.ToString(),
            AnchorLogCodeHash = Hex.Encode(deployed.AnchorLogCodeHash),
            TenderChainCodeHash = Hex.Encode(deployed.TenderChainCodeHash),
        };
        if (before is not null && before != memory)
            throw new PrerequisiteException(
                "The chain could not be made again as it was; start a fresh sample with 'scripts/run --fresh'."
            );
        PrivateFile.Write(File(options.Folders), JsonSerializer.Serialize(memory, Json));
        return memory;
    }

    private static string File(SampleFolders folders) => Path.Combine(folders.Chain, "ledger.json");

    private static LedgerMemory? Recall(SampleFolders folders) =>
        System.IO.File.Exists(File(folders))
            ? JsonSerializer.Deserialize<LedgerMemory>(System.IO.File.ReadAllText(File(folders)), Json)
            : null;
}

/// <summary>What a deployment must be again after the chain lost its state. Times in seconds since 1970 UTC, hashes in hex.</summary>
internal sealed record LedgerMemory
{
    public required ulong Start { get; init; }

    public required ulong Epoch0 { get; init; }

    public required string GenesisHash { get; init; }

    public required string AnchorLog { get; init; }

    public required string TenderChain { get; init; }

    public required string AnchorLogCodeHash { get; init; }

    public required string TenderChainCodeHash { get; init; }
}
