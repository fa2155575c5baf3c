using Microsoft.EntityFrameworkCore;
using Tender.Site.Audit;
using Tender.Site.Data;
using Tender.Site.Notices;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;

namespace Tender.Site.Objections;

/// <summary>
/// A supervising authority orders a pause, or lifts its order (rows 13, 14 and 43; R-132): a fresh signature, then order, change of the
/// section, order to the vault and audit row in one transaction.
/// </summary>
public sealed class OrderStandstill(
    SiteContext data,
    ChangeSection sections,
    Standstill standstill,
    SignatureCheck signatures,
    AuditTrail audit
)
{
    /// <summary>What would be signed: a pause where no order stands, its end where one does.</summary>
    /// <exception cref="Refused">Findings of the text; ET-2020 no authority; ET-4004.</exception>
    public async Task<(SignedText Content, string Kind)> PrepareAsync(
        string no,
        ObjectionForm form,
        Viewer authority,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(authority);
        await DemandAuthorityAsync(authority, cancel);
        var section =
            await data.Set<Section>()
                .AsNoTracking()
                .SingleOrDefaultAsync(s => s.No == no && s.State == SectionState.NoticePublished, cancel)
            ?? throw new Refused("ET-4004");
        var (content, kind, _) = await ContentAsync(section, form, cancel);
        return (content, kind);
    }

    /// <summary>Orders; the same form again changes nothing.</summary>
    /// <exception cref="Refused">As <see cref="PrepareAsync"/>; ET-1505 T has passed; ET-2001 to -2016; ET-4001 another order came first.</exception>
    public async Task ExecuteAsync(
        string no,
        ObjectionForm form,
        string? signature,
        Viewer authority,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(authority);
        if (await data.Set<SupervisorOrder>().AnyAsync(o => o.Id == form.Id, cancel))
        {
            return;
        }

        var (signed, _) = await PrepareAsync(no, form, authority, cancel);
        var purpose = SignedText.PurposeOf(SignedText.OrderPurpose, authority, signed.Hash);
        var signer = await signatures.CheckAsync(signature, purpose, cancel);
        await using var transaction = await data.Database.BeginTransactionAsync(cancel);
        var section = await sections.LockAsync(no, cancel);
        await DemandAuthorityAsync(authority, cancel);
        var (content, kind, lifts) = await ContentAsync(section, form, cancel);
        if (!content.Hash.AsSpan().SequenceEqual(signed.Hash))
        {
            throw new Refused("ET-4001");
        }

        var order = OrderOf(section, form, authority, signer) with { Content = content, Kind = kind, Lifts = lifts };
        await SaveAsync(section, order, cancel);
        await transaction.CommitAsync(cancel);
    }

    private static SignedOrder OrderOf(Section section, ObjectionForm form, Viewer authority, CheckedSigner signer) =>
        new(section.No, form.ReadOrder(), authority, signer);

    private async Task SaveAsync(Section section, SignedOrder order, CancellationToken cancel)
    {
        var at = order.Signer.At;
        data.Add(order.ToRow(section.Id));
        await data.SaveChangesAsync(cancel);
        var cause = new SignedCause(ChangeCause.Order, order.Terms.Id, order.Content!.Hash, at);
        if (order.Kind == SupervisorOrder.Resume)
        {
            await standstill.EndIfFreeAsync(section, cause, cancel);
        }
        else if (section.PausedAt is null)
        {
            section.DemandBidding(at);
            await sections.HoldAsync(section, cause, cancel);
        }

        await data.SaveChangesAsync(cancel);
        await audit.AppendAsync(
            new AuditEntry(
                at,
                order.Authority.OrgCode,
                Convert.ToHexStringLower(order.Signer.Fingerprint),
                "objections.order-" + order.Kind,
                order.No,
                new { hash = Convert.ToHexStringLower(order.Content.Hash), deadline = section.Deadline }
            ),
            cancel
        );
    }

    private async Task<(SignedText Content, string Kind, Guid? Lifts)> ContentAsync(
        Section section,
        ObjectionForm form,
        CancellationToken cancel
    )
    {
        var standing = await standstill.StandingAsync(section.Id, cancel);
        var kind = standing is null ? SupervisorOrder.Pause : SupervisorOrder.Resume;
        return (SignedText.Of(section, form.ReadOrder(), kind, standing?.Hash), kind, standing?.Id);
    }

    private async Task DemandAuthorityAsync(Viewer viewer, CancellationToken cancel)
    {
        var holds = await data.Set<HeldRole>()
            .AnyAsync(r => r.OrganisationId == viewer.OrganisationId && r.Role == OrganisationRole.Supervisor, cancel);
        if (!holds)
        {
            throw new Refused("ET-2020");
        }
    }
}

/// <summary>An order with its signature.</summary>
internal sealed record SignedOrder(string No, OrderTerms Terms, Viewer Authority, CheckedSigner Signer)
{
    public SignedText? Content { get; init; }

    public string Kind { get; init; } = SupervisorOrder.Pause;

    public Guid? Lifts { get; init; }

    public SupervisorOrder ToRow(Guid section) =>
        new()
        {
            Id = Terms.Id,
            SectionId = section,
            AuthorityId = Authority.OrganisationId,
            Kind = Kind,
            LiftsId = Lifts,
            Reason = Terms.Text,
            SignedAt = Signer.At,
            Json = Content!.Json,
            Hash = Content.Hash,
            Signature = Signer.Message,
        };
}
