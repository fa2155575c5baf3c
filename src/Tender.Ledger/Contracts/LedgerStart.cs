using Tender.Ledger.Evm;

namespace Tender.Ledger.Contracts;

/// <summary>The ledger's part of a program's start: what would be wrong for ever is refused before the first request (Ledger 10).</summary>
public sealed class LedgerStart
{
    /// <summary>Accounts of the key phrase that anvil and others publish; whoever reads its documents can sign for them.</summary>
    private static readonly IReadOnlyList<string> Published =
    [
        "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266",
        "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
        "0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc",
        "0x90f79bf6eb2c4f870365e785982e1f101e93b906",
        "0x15d34aaf54267db7d7c367839aaf71a00a2c6a65",
        "0x9965507d1a55bcc2695c58ba16fb37d819b0a4dc",
        "0x976ea74026e726554db657fa54763abd0c3a0aa9",
        "0x14dc79964da2c08b23698b3d3cc7ca32193d9955",
        "0x23618e81e3f5cdf7f54c3d65f7fbc0abf5b21e8f",
        "0xa0ee7a142d267c1f36714e4a8f75612f20a79720",
    ];

    private readonly LedgerOptions options;
    private readonly bool production;

    /// <summary>Creates the check; <paramref name="production"/>: the host's environment is Production.</summary>
    public LedgerStart(LedgerOptions options, bool production)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        this.production = production;
    }

    /// <summary>Findings that need no node: empty when the configuration may be used with these signing accounts.</summary>
    public IReadOnlyList<string> CheckOptions(IEnumerable<Address> signers)
    {
        var findings = new List<string>();
        if (options.Urls.Count == 0)
            findings.Add("Ledger:Urls names no node.");
        if (options.ChainId == 0)
            findings.Add("Ledger:ChainId is missing.");
        CheckAddress("AnchorLog", options.AnchorLog, findings);
        CheckAddress("TenderChain", options.TenderChain, findings);
        if (options.Batch.WindowsPerTransaction is < 1 or > AnchorLogClient.MaximumWindows)
            findings.Add($"Ledger:Batch:WindowsPerTransaction lies in 1 to {AnchorLogClient.MaximumWindows}.");
        if (!production)
            return findings;
        if (options.SealType != LedgerSealType.Qbft)
            findings.Add("Ledger:SealType must be qbft in Production.");
        if (options.Urls.Distinct().Count() < 2)
            findings.Add("Ledger:Urls must name at least two nodes in Production.");
        var published = Published.Select(Address.Parse).ToHashSet();
        findings.AddRange(
            signers.Where(published.Contains).Select(a => $"The key of {a} is published: anybody can sign with it.")
        );
        return findings;
    }

    /// <summary>Findings about each configured node: chain id, first block, and the code of both contracts.</summary>
    /// <param name="nodes">One reader for each URL, so that no node hides behind another.</param>
    /// <param name="genesisHash">Of the trust file, 32 bytes; null: not compared (development only).</param>
    /// <param name="cancel">Stops the questions.</param>
    public async Task<IReadOnlyList<string>> CheckNodesAsync(
        IReadOnlyList<(Uri Url, ChainReader Chain)> nodes,
        byte[]? genesisHash,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(nodes);
        var findings = new List<string>();
        if (production && genesisHash is null)
            findings.Add("Ledger:TrustFile must name the hash of the first block in Production.");
        foreach (var (url, chain) in nodes)
        {
            var id = await chain.ChainIdAsync(cancel).ConfigureAwait(false);
            if (id != options.ChainId)
                findings.Add($"{url}: chain {id}, {options.ChainId} is configured.");
            var genesis = await chain.BlockAsync(0UL, cancel).ConfigureAwait(false);
            if (genesisHash is not null && !genesisHash.AsSpan().SequenceEqual(genesis?.Hash))
                findings.Add($"{url}: another first block than the trust file's.");
            await CheckCodeAsync(url, chain, options.AnchorLogAddress, ContractArtifact.AnchorLog, findings, cancel)
                .ConfigureAwait(false);
            await CheckCodeAsync(url, chain, options.TenderChainAddress, ContractArtifact.TenderChain, findings, cancel)
                .ConfigureAwait(false);
        }
        return findings;
    }

    private static async Task CheckCodeAsync(
        Uri url,
        ChainReader chain,
        Address contract,
        ContractArtifact artifact,
        List<string> findings,
        CancellationToken cancel
    )
    {
        if (!artifact.IsCode(await chain.CodeAsync(contract, cancel).ConfigureAwait(false)))
            findings.Add($"{url}: {contract} does not hold the contract of this program.");
    }

    private static void CheckAddress(string name, string value, List<string> findings)
    {
        try
        {
            Address.Parse(value);
        }
        catch (LedgerFormatException e)
        {
            findings.Add($"Ledger:{name} is no address: {e.Message}");
        }
    }
}
