using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Tender.Sealing;
using Tender.Site.Data;
using Tender.Site.Outbox;
using Tender.Site.Vault;
using Tender.Vault.Client;

namespace Tender.Site.Notices;

/// <summary>
/// Tells the vault of a change with the trading system's signed order: one after the other, each until the vault shows it. The order's bytes
/// depend on the change alone, so that a repeated one is the same one.
/// </summary>
public sealed class OrderChange(SiteContext data, VaultClient vault, TradingSigner signer, TimeProvider clock)
    : IOutboxHandler
{
    public const string MessageKind = "change-section";
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(2);

    public string Kind => MessageKind;

    public async Task<TimeSpan?> DeliverAsync(Guid subject, CancellationToken cancel)
    {
        var change = await data.Set<SectionChange>().SingleAsync(c => c.Id == subject, cancel);
        var section = await data.Set<Section>().AsNoTracking().SingleAsync(s => s.Id == change.SectionId, cancel);
        var waits = await data.Set<SectionChange>()
            .AnyAsync(c => c.SectionId == section.Id && c.Number < change.Number && c.OrderedAt == null, cancel);
        if (waits || section.KeySetId is null)
        {
            return AskAgain;
        }

        try
        {
            var facts = await vault.GetTenderAsync(section.TenderRef!, cancel);
            if (!Shows(facts, change))
            {
                var order = OrderOf(section, change);
                facts = await vault.OrderAsync(order, signer.Sign(order), cancel);
            }

            if (!Shows(facts, change))
            {
                return AskAgain;
            }
        }
        catch (VaultProblemException problem)
        {
            throw new DeliveryException(problem.Facts.Code, problem);
        }

        change.OrderedAt = clock.GetUtcNow();
        await data.SaveChangesAsync(cancel);
        return null;
    }

    private static bool Shows(TenderFacts facts, SectionChange change) =>
        change.Kind switch
        {
            ChangeKind.Hold => facts.Held,
            ChangeKind.Resume => !facts.Held && facts.Deadline >= change.Deadline,
            _ => facts.Deadline >= change.Deadline,
        };

    private static TenderOrder OrderOf(Section section, SectionChange change) =>
        new()
        {
            V = 1,
            Action = change.Kind switch
            {
                ChangeKind.Hold => TenderAction.Hold,
                ChangeKind.Resume => TenderAction.Resume,
                _ => TenderAction.Extend,
            },
            TenderRef = section.TenderRef!,
            Deadline = change.Kind == ChangeKind.Hold ? null : change.Deadline,
            NoticeHash = change.Hash,
            Nonce = SHA256.HashData([.. section.TenderRef!, .. change.Id.ToByteArray(bigEndian: true)])[..16],
            IssuedAt = change.At,
        };
}
