using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tender.Ledger.Receipts;
using Tender.Sealing;

namespace Tender.Ledger.Verification;

/// <summary>Lengths and rules between the members of a trust file.</summary>
internal static class TrustFileForm
{
    internal static TrustFile Checked(TrustFile trust)
    {
        ReceiptForm.Demand(trust.Format == TrustFile.FormatName, "format");
        ReceiptForm.Demand(trust.GenesisHash.Length == 32, "genesisHash");
        CheckContract(trust.AnchorLog, "anchorLog");
        CheckContract(trust.TenderChain, "tenderChain");
        var windows = trust.Windows;
        ReceiptForm.Demand(windows.WindowSeconds is > 0 and <= 86_400, "windows.windowSeconds");
        ReceiptForm.Demand(
            windows.Epoch0 <= int.MaxValue * 4UL && windows.Epoch0 % windows.WindowSeconds == 0,
            "windows.epoch0"
        );
        ReceiptForm.Demand(windows.MaxLagSeconds <= 86_400, "windows.maxLagSeconds");
        ReceiptForm.Demand(trust.WitnessQuorum == 0 && trust.Seal != SealType.Witness, "witnessQuorum");
        ReceiptForm.Demand(trust.TimeStamps.ToleranceSeconds is >= 0 and <= 86_400, "timeStamps.toleranceSeconds");
        ReceiptForm.Demand(trust.VaultCertificates.Count is > 0 and <= 100, "vaultCertificates");
        ReceiptForm.Demand(trust.Authorities.Count is > 0 and <= 1000, "authorities");
        CheckValidators(trust);
        return trust;
    }

    internal static TrustList ToTrustList(TrustFile trust)
    {
        try
        {
            return new TrustList(ReadPem(trust.Authorities), trust.RevocationLists);
        }
        catch (SealingException wrong)
        {
            throw Refuse(wrong.Detail);
        }
    }

    /// <summary>Certificates from PEM texts.</summary>
    internal static X509Certificate2Collection ReadPem(IEnumerable<string> texts)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            foreach (var text in texts)
                certificates.ImportFromPem(text);
        }
        catch (CryptographicException)
        {
            throw Refuse("a certificate that cannot be read");
        }

        return certificates;
    }

    private static void CheckContract(TrustedContract contract, string member) =>
        ReceiptForm.Demand(contract is { Address.Length: 20, CodeHash.Length: 32, Slot: >= 0 and < 1000 }, member);

    private static void CheckValidators(TrustFile trust)
    {
        ReceiptForm.Demand((trust.Seal == SealType.Qbft) == (trust.Validators.Count > 0), "validators");
        ulong? next = 0;
        foreach (var set in trust.Validators)
        {
            ReceiptForm.Demand(next is { } from && set.From >= from && !(set.To < set.From), "validators: ranges");
            ReceiptForm.Demand(set.Addresses.Count is > 0 and <= 100, "validators: addresses");
            ReceiptForm.Demand(set.Addresses.All(a => a is { Length: 20 }), "validators: addresses");
            ReceiptForm.Demand(IsAscending(set.Addresses), "validators: order");
            next = set.To + 1;
        }
    }

    private static bool IsAscending(IReadOnlyList<byte[]> values) =>
        values.Zip(values.Skip(1)).All(pair => pair.First.AsSpan().SequenceCompareTo(pair.Second) < 0);

    internal static LedgerFormatException Refuse(string detail) => new(LedgerFormatError.Trust, 0, detail);
}
