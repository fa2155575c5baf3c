using System.Security.Cryptography.X509Certificates;
using Tender.Ledger.Evm;
using Tender.Ledger.Receipts;
using Tender.Ledger.Verification;
using Tender.Ledger.Windows;
using Tender.Testing;

namespace Tender.Ledger.Tests.World;

/// <summary>The trust file of a chain in memory, with the first test authority.</summary>
internal static class ChainTrust
{
    public static TrustFile Of(MemoryChain chain, WindowGrid grid, X509Certificate2 vault, X509Certificate2 supervisor)
    {
        var isQbft = chain.Validators.Count > 0;
        return new TrustFile
        {
            Format = TrustFile.FormatName,
            Name = "tests",
            ChainId = 20260,
            GenesisHash = Keccak256.HashText("genesis"),
            AnchorLog = Contract(MemoryChain.AnchorLog, MemoryChain.AnchorCode, MemoryChain.HeadsSlot),
            TenderChain = Contract(MemoryChain.TenderChain, MemoryChain.TenderCode, MemoryChain.LivesSlot),
            Windows = grid,
            Seal = isQbft ? SealType.Qbft : SealType.Dev,
            Validators = isQbft
                ? [new ValidatorSet { From = 0, Addresses = [.. chain.Validators.Select(v => v.Address.ToBytes())] }]
                : [],
            WitnessQuorum = 0,
            TimeStamps = new TrustedTimeStamps
            {
                Required = false,
                ToleranceSeconds = 60,
                Policies = [],
                Roots = [],
            },
            Authorities = [TestAuthority.A.Certificate.ExportCertificatePem()],
            RevocationLists =
            [
                TestAuthority.A.Authority.RevocationList(TestAuthority.From, TestAuthority.From.AddYears(10)),
            ],
            VaultCertificates = [vault.RawData],
            SupervisorCertificate = supervisor.RawData,
        };
    }

    private static TrustedContract Contract(byte[] address, byte[] codeHash, int slot) =>
        new()
        {
            Address = address,
            CodeHash = codeHash,
            Slot = slot,
        };
}
