using Microsoft.EntityFrameworkCore;
using Tender.Site.Data;
using Tender.Site.Registration;

namespace Tender.Site.Certificates;

/// <summary>Reads certificates and requests of the own organisation.</summary>
public sealed class ReadCertificates(SiteContext data)
{
    public Task<SignerCertificate?> FindAsync(Guid id, Viewer viewer, CancellationToken cancel) =>
        data.Set<SignerCertificate>()
            .AsNoTracking()
            .SingleOrDefaultAsync(c => c.Id == id && c.OrganisationId == viewer.OrganisationId, cancel);

    public Task<BindingRequest?> FindRequestAsync(Guid id, Viewer viewer, CancellationToken cancel) =>
        data.Set<BindingRequest>()
            .AsNoTracking()
            .SingleOrDefaultAsync(r => r.Id == id && r.OrganisationId == viewer.OrganisationId, cancel);
}
