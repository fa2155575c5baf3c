using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tender.Sealing;
using Tender.Vault.Client;

namespace Tender.Sample.Play;

/// <summary>
/// A trading system as the vault sees it: it registers sections with signed orders. The site is one; this one shows that any other
/// can use the vault, too.
/// </summary>
public sealed class TradingDesk(VaultClient vault, X509Certificate2 certificate, TimeProvider time, IRandom random)
{
    /// <summary>Registers a section and waits until its key is on the ledger, so that bids can be sealed to it.</summary>
    /// <param name="deadline">On the grid of the windows.</param>
    /// <param name="documents">The document set; its hash is what bidders accept.</param>
    /// <param name="readers">Organisations that may read the opened bids.</param>
    /// <param name="objectionSeconds">Between the sealed set and the first share.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<TenderFacts> PublishAsync(
        DateTimeOffset deadline,
        byte[] documents,
        IReadOnlyList<string> readers,
        int objectionSeconds,
        CancellationToken cancel
    )
    {
        var order = new TenderOrder
        {
            V = 1,
            Action = TenderAction.Register,
            TenderRef = random.Bytes(32),
            Lot = random.NewId().ToByteArray(bigEndian: true),
            DocHash = SHA256.HashData(documents),
            Deadline = deadline,
            MinBids = 3,
            Suite = 1,
            ObjectionSeconds = objectionSeconds,
            Readers = readers,
            Nonce = random.Bytes(16),
            IssuedAt = time.GetUtcNow(),
        };
        await vault.OrderAsync(order, CmsSigner.Sign(order.Write(), certificate, time.GetUtcNow()), cancel);
        while (true)
        {
            var facts = await vault.GetTenderAsync(order.TenderRef, cancel);
            if (facts.State != VaultState.Registering)
                return facts;
            await Task.Delay(TimeSpan.FromMilliseconds(200), time, cancel);
        }
    }
}
