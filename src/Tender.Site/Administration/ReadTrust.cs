using Microsoft.EntityFrameworkCore;
using Tender.Site.Data;
using Tender.Site.Registration;
using Tender.Site.Trust;

namespace Tender.Site.Administration;

/// <summary>The trust list and its changes: in public without persons, to administrators with them.</summary>
public sealed class ReadTrust(SiteContext data, TrustBook trust)
{
    public async Task<TrustListPage> PublicAsync(CancellationToken cancel) =>
        new(
            await trust.ListAsync(cancel),
            await data.Set<TrustChange>()
                .AsNoTracking()
                .Where(c => c.Decision == TrustDecision.Approved)
                .OrderByDescending(c => c.DecidedAt)
                .ToListAsync(cancel)
        );

    public async Task<TrustPage> ListAsync(CancellationToken cancel) =>
        new(await trust.ListAsync(cancel), await Lines(data.Set<TrustChange>()).Take(100).ToListAsync(cancel));

    public Task<TrustLine?> FindAsync(Guid id, CancellationToken cancel) =>
        Lines(data.Set<TrustChange>().Where(c => c.Id == id)).SingleOrDefaultAsync(cancel);

    private IQueryable<TrustLine> Lines(IQueryable<TrustChange> changes) =>
        from change in changes.AsNoTracking()
        join proposer in data.Set<Person>() on change.ProposedBy equals proposer.Id
        join one in data.Set<Person>() on change.DecidedBy equals one.Id into deciders
        from decider in deciders.DefaultIfEmpty()
        orderby change.ProposedAt descending
        select new TrustLine(change, proposer.Name, decider == null ? null : decider.Name);
}

/// <summary>What everybody sees.</summary>
public sealed record TrustListPage(IReadOnlyList<ListedAuthority> Authorities, IReadOnlyList<TrustChange> Changes);

/// <summary>What administrators see.</summary>
public sealed record TrustPage(IReadOnlyList<ListedAuthority> Authorities, IReadOnlyList<TrustLine> Lines);

/// <summary>A change with its people.</summary>
public sealed record TrustLine(TrustChange Change, string Proposer, string? Decider);

/// <summary>The form of a proposal.</summary>
public sealed record TrustFormPage(TrustForm Form, ListedAuthority? Removed);

/// <summary>A proposal and the choice about it.</summary>
public sealed record TrustChangePage(TrustLine Line, bool MayDecide)
{
    public string? Decision { get; init; }
}
