using Tender.Ledger.Evm;
using Tender.Ledger.Windows;

namespace Tender.Ledger.Contracts;

/// <summary>What the two contracts shall be made with.</summary>
public sealed record LedgerRequest
{
    /// <summary>Grid of the windows; the epoch is a multiple of the window length.</summary>
    public required WindowGrid Grid { get; init; }

    /// <summary>Accounts by role.</summary>
    public required IReadOnlyDictionary<LedgerRole, Address> Roles { get; init; }

    /// <summary>
    /// Who shall administrate in the end (a multisig of supervisor and notary); it accepts after two days. Null: the deployer stays.
    /// </summary>
    public Address? FinalAdmin { get; init; }
}

/// <summary>All transactions of a deployment, signed and in order, before anything is sent: store them for a replay.</summary>
/// <param name="AnchorLog">Where the log will lie.</param>
/// <param name="TenderChain">Where the facts will lie.</param>
/// <param name="Transactions">To be sent one after the other.</param>
public sealed record LedgerPlan(Address AnchorLog, Address TenderChain, IReadOnlyList<SignedTransaction> Transactions);

/// <summary>What a deployment left on the chain; goes into configuration and trust file.</summary>
public sealed record DeployedLedger(
    Address AnchorLog,
    Address TenderChain,
    byte[] AnchorLogCodeHash,
    byte[] TenderChainCodeHash
);

/// <summary>
/// Puts both contracts on a chain and gives the roles. Addresses depend on the deployer's account and nonce only, so the same key on an
/// empty chain gives the same addresses again (Ledger 8).
/// </summary>
public sealed class LedgerDeployment(ChainReader chain, ITransactionSender sender, IReceiptWaiter waiter)
{
    private const ulong CreationGas = 6_000_000;

    /// <summary>Signs everything, sends nothing.</summary>
    public async Task<LedgerPlan> PlanAsync(
        LedgerRequest request,
        IEthSigner deployer,
        ulong firstNonce,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(deployer);
        var log = Address.OfDeployment(deployer.Address, firstNonce);
        var facts = Address.OfDeployment(deployer.Address, firstNonce + 1);
        var transactions = new List<SignedTransaction>();
        foreach (var call in Calls(request, deployer.Address, log, facts))
        {
            var nonce = firstNonce + (ulong)transactions.Count;
            transactions.Add(await sender.SignAsync(call, nonce, deployer, cancel).ConfigureAwait(false));
        }
        return new LedgerPlan(log, facts, transactions);
    }

    /// <summary>Sends a plan and waits until all of it is mined; a plan that was sent before, in whole or in part, is finished.</summary>
    /// <exception cref="ContractRevertedException">A step failed.</exception>
    /// <exception cref="ChainInconsistentException">
    /// The account has used a nonce of the plan for something else, or the code at the new addresses is not ours.
    /// </exception>
    public async Task<DeployedLedger> DeployAsync(LedgerPlan plan, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(plan);
        // All are of one account, so the chain takes them in order; waiting between them would only cost blocks.
        foreach (var transaction in plan.Transactions)
            (await sender.SendRawAsync(transaction, cancel).ConfigureAwait(false)).DemandFree(transaction);
        foreach (var transaction in plan.Transactions)
            if (!(await waiter.WaitAsync(transaction.Hash, cancel).ConfigureAwait(false)).Succeeded)
                throw new ContractRevertedException(null, null);
        return new DeployedLedger(
            plan.AnchorLog,
            plan.TenderChain,
            await CodeHashAsync(plan.AnchorLog, ContractArtifact.AnchorLog, cancel).ConfigureAwait(false),
            await CodeHashAsync(plan.TenderChain, ContractArtifact.TenderChain, cancel).ConfigureAwait(false)
        );
    }

    private IEnumerable<ContractCall> Calls(LedgerRequest request, Address deployer, Address log, Address facts)
    {
        var grid = request.Grid;
        yield return Creation(
            ContractArtifact.AnchorLog,
            grid.Epoch0,
            grid.WindowSeconds,
            grid.MaxLagSeconds,
            deployer
        );
        yield return Creation(ContractArtifact.TenderChain, log, deployer);
        var logClient = new AnchorLogClient(chain, log);
        var factsClient = new TenderChainClient(chain, facts);
        foreach (var (role, account) in request.Roles.OrderBy(r => r.Key))
            yield return role == LedgerRole.Anchorer
                ? logClient.Grant(role, account)
                : factsClient.Grant(role, account);
        if (request.FinalAdmin is { } admin)
        {
            yield return logClient.BeginAdminTransfer(admin);
            yield return factsClient.BeginAdminTransfer(admin);
        }
    }

    private static ContractCall Creation(ContractArtifact artifact, params object[] arguments) =>
        new(null, (byte[])[.. artifact.CreationCode.Span, .. artifact.Abi.EncodeConstructor(arguments)], CreationGas);

    private async Task<byte[]> CodeHashAsync(Address contract, ContractArtifact artifact, CancellationToken cancel)
    {
        var code = await chain.CodeAsync(contract, cancel).ConfigureAwait(false);
        return artifact.IsCode(code)
            ? Keccak256.Hash(code)
            : throw new ChainInconsistentException($"The code at {contract} is not the deployed contract.");
    }
}
