using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Tender.Sealing;
using Tender.Site.Data;
using Tender.Site.Outbox;
using Tender.Site.Registration;
using Tender.Site.Vault;
using Tender.Vault.Client;

namespace Tender.Site.Notices;

/// <summary>
/// Registers a published section at the vault with the trading system's signed order, then asks until a key set is bound. The order's bytes
/// depend on the section alone, so that a repeated one is the same one.
/// </summary>
public sealed class RegisterSection(SiteContext data, VaultClient vault, TradingSigner signer) : IOutboxHandler
{
    public const string MessageKind = "register-section";
    private const int NotFound = 404;
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(2);

    public string Kind => MessageKind;

    public async Task<TimeSpan?> DeliverAsync(Guid subject, CancellationToken cancel)
    {
        var section = await data.Set<Section>().SingleAsync(s => s.Id == subject, cancel);
        try
        {
            var facts = await FindAsync(section, cancel) ?? await OrderAsync(section, cancel);
            if (facts is not { KeySetId: { } keySet })
            {
                return AskAgain;
            }

            section.BindKeySet(keySet, facts.K, facts.N);
            await data.SaveChangesAsync(cancel);
            return null;
        }
        catch (VaultProblemException problem)
        {
            throw new DeliveryException(problem.Facts.Code, problem);
        }
    }

    private async Task<TenderFacts?> FindAsync(Section section, CancellationToken cancel)
    {
        try
        {
            return await vault.GetTenderAsync(section.TenderRef!, cancel);
        }
        catch (VaultProblemException problem) when (problem.Facts.Status == NotFound)
        {
            return null;
        }
    }

    private async Task<TenderFacts> OrderAsync(Section section, CancellationToken cancel)
    {
        var agent = await data.Set<Organisation>().SingleAsync(o => o.Id == section.AgentId, cancel);
        var order = new TenderOrder
        {
            V = 1,
            Action = TenderAction.Register,
            TenderRef = section.TenderRef!,
            Lot = section.Id.ToByteArray(bigEndian: true),
            DocHash = section.DocHash,
            Deadline = section.Deadline,
            MinBids = section.MinBids,
            Suite = 1,
            ObjectionSeconds = section.ObjectionSeconds,
            Readers = [.. new[] { agent.OrgCode, section.TendereeCode }.Where(OrganisationCode.IsValid).Distinct()],
            Nonce = SHA256.HashData([.. section.TenderRef!, .. section.NoticeHash!])[..16],
            IssuedAt = section.PublishedAt!.Value,
        };
        return await vault.OrderAsync(order, signer.Sign(order), cancel);
    }
}
