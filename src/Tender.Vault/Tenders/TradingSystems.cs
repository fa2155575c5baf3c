using System.Security.Cryptography.X509Certificates;
using Tender.Sealing;
using Tender.Vault.Faults;
using Tender.Vault.Hosting;
using Tender.Vault.Sessions;

namespace Tender.Vault.Tenders;

/// <summary>The trading systems whose orders count, by their very certificates.</summary>
internal sealed class TradingSystems(IReadOnlyList<byte[]> certificates, CertificateGate gate, VaultClock clock)
{
    internal static async Task<IReadOnlyList<byte[]>> LoadAsync(IEnumerable<string> paths, CancellationToken cancel)
    {
        var all = new List<byte[]>();
        foreach (var path in paths)
        {
            using var certificate = X509Certificate2.CreateFromPem(await File.ReadAllTextAsync(path, cancel));
            all.Add(certificate.RawData);
        }

        return all;
    }

    /// <summary>Opens an order.</summary>
    /// <exception cref="RefusedException">ET-3011 to ET-3015, ET-3019.</exception>
    internal (TOrder Order, SignedOrder Signed) Open<TOrder>(byte[] message, Func<byte[], TOrder> parse)
    {
        var (opened, report) = gate.Open(message, clock.Now);
        if (!certificates.Any(c => c.AsSpan().SequenceEqual(opened.Signer.RawData)))
        {
            throw new RefusedException(VaultFaults.NotAllowed);
        }

        try
        {
            return (parse(opened.Content), new SignedOrder(message, opened.Content, report.OrgCode));
        }
        catch (SealingException failure)
        {
            throw new RefusedException(VaultFaults.BadMessage, failure);
        }
    }
}

/// <summary>An order with the signature that holds.</summary>
/// <param name="Message">The CMS message.</param>
/// <param name="Content">What was signed.</param>
/// <param name="Signer">The trading system's organisation.</param>
internal sealed record SignedOrder(byte[] Message, byte[] Content, string Signer);
