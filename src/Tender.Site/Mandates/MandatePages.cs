using Tender.Site.Registration;

namespace Tender.Site.Mandates;

/// <summary>Mandates granted and got.</summary>
public sealed record MandatesPage(IReadOnlyList<MandateView> Mandates, Viewer Viewer, DateTimeOffset Now)
{
    public IEnumerable<MandateView> Granted => Mandates.Where(m => m.Tenderee.Id == Viewer.OrganisationId);

    public IEnumerable<MandateView> Received => Mandates.Where(m => m.Agent.Id == Viewer.OrganisationId);
}

/// <summary>What is about to be signed.</summary>
public sealed record MandateCheckPage(MandateForm Form, MandateDraft Draft);

/// <summary>One mandate, and the form that ends it.</summary>
public sealed record MandatePage(MandateView View, Viewer Viewer, DateTimeOffset Now)
{
    public string? Reason { get; init; }

    public bool MayRevoke => MandateRules.MayRevoke(View.Mandate, Viewer.OrganisationId, Now);
}
