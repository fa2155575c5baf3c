using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Tender.Ledger.Receipts;
using Tender.Ledger.Verification;
using Tender.Sample.Cast;
using Tender.Sample.Chain;
using Tender.Sealing;

namespace Tender.Sample.Stack;

/// <summary>
/// The trust file of Ledger 7, signed by the supervisor: everything that an outsider's verifier must know and cannot find out by
/// itself. Written once; later starts find the same facts.
/// </summary>
internal static class SampleTrust
{
    internal static void Prepare(SampleOptions options, SampleCertificates certificates, LedgerMemory ledger)
    {
        var folders = options.Folders;
        if (File.Exists(folders.TrustFile))
            return;
        using var supervisor = certificates.Load(SampleCast.Supervisor);
        using var vault = certificates.Load(SampleCast.Vault);
        var trust = new TrustFile
        {
            Format = TrustFile.FormatName,
            Name = "Tender sample 示例",
            ChainId = AnvilOptions.DefaultChainId,
            GenesisHash = Hex.Decode(ledger.GenesisHash, 32),
            AnchorLog = Contract(ledger.AnchorLog, ledger.AnchorLogCodeHash, ContractArtifact.AnchorLog),
            TenderChain = Contract(ledger.TenderChain, ledger.TenderChainCodeHash, ContractArtifact.TenderChain),
            Windows = new Ledger.Windows.WindowGrid(
                ledger.Epoch0,
                SampleLedger.WindowSeconds,
                SampleLedger.MaxLagSeconds
            ),
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
            Authorities = [.. Files(certificates, "*.pem").Select(File.ReadAllText)],
            RevocationLists = [.. Files(certificates, "*.crl").Select(File.ReadAllBytes)],
            VaultCertificates = [vault.RawData],
            SupervisorCertificate = supervisor.RawData,
        };
        var text = trust.Write();
        File.WriteAllBytes(folders.TrustJson, text);
        File.WriteAllBytes(folders.TrustFile, CmsSigner.Sign(text, supervisor, options.Time.GetUtcNow()));
    }

    private static TrustedContract Contract(string address, string codeHash, ContractArtifact artifact) =>
        new()
        {
            Address = Address.Parse(address).ToBytes(),
            CodeHash = Hex.Decode(codeHash, 32),
            Slot = (int)artifact.MappingSlot,
        };

    private static IOrderedEnumerable<string> Files(SampleCertificates certificates, string pattern) =>
        Directory.EnumerateFiles(certificates.Authorities, pattern).Order(StringComparer.Ordinal);
}
