using Microsoft.EntityFrameworkCore;
using Npgsql;
using Tender.Sealing;
using Tender.Site.Audit;
using Tender.Site.Data;
using Tender.Site.Documents;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;
using Tender.Site.Shared.Text;

namespace Tender.Site.Notices;

/// <summary>Adds a document to a draft, or takes one away.</summary>
public sealed class AddDocument(
    SiteContext data,
    DocumentStore store,
    DocumentInspection inspection,
    AuditTrail audit,
    TimeProvider clock,
    IRandom random
)
{
    public const int MostDocuments = 50;

    /// <summary>Stores and adds.</summary>
    /// <exception cref="Refused">ET-1104, -1106 to -1109, -1111 to -1118; ET-4003, -4004.</exception>
    public async Task ExecuteAsync(string no, string givenName, Stream content, Viewer agent, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(agent);
        var section = await FindAsync(no, agent, cancel);
        var (name, kind) = DocumentKind.Judge(givenName);
        if (section.Documents.Count >= MostDocuments)
        {
            throw new Refused("ET-1111", MostDocuments);
        }

        var most = inspection.MostBytes;
        var scan = ScanVerdict.None;
        var stored = await store.PutAsync(
            content,
            most,
            async (written, file) => scan = await inspection.InspectAsync(name, kind, written, file, cancel),
            cancel
        );
        if (!stored.Complete)
        {
            throw new Refused("ET-1104", name, "> " + ByteSize.Text(most), ByteSize.Text(most));
        }

        var document = new SectionDocument
        {
            Id = random.NewId(),
            SectionId = section.Id,
            Name = name,
            Kind = kind.Name,
            Size = stored.Size,
            Sha256 = stored.Sha256,
            AddedAt = clock.GetUtcNow(),
            Scan = scan,
        };
        await SaveAsync(section, document, agent, cancel);
    }

    /// <summary>Takes a document away from a draft. Gone already is fine.</summary>
    /// <exception cref="Refused">ET-4003, ET-4004.</exception>
    public async Task RemoveAsync(string no, Guid id, Viewer agent, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(agent);
        await using var transaction = await data.Database.BeginTransactionAsync(cancel);
        var section = await FindAsync(no, agent, cancel);
        if (section.Documents.Find(d => d.Id == id) is not { } document)
        {
            return;
        }

        data.Remove(document);
        section.ChangedAt = clock.GetUtcNow();
        await data.SaveChangesAsync(cancel);
        await audit.AppendAsync(Entry("notices.remove-document", section, document, agent), cancel);
        await transaction.CommitAsync(cancel);
    }

    private async Task<Section> FindAsync(string no, Viewer agent, CancellationToken cancel)
    {
        var section =
            await data.Set<Section>()
                .Include(s => s.Documents)
                .SingleOrDefaultAsync(s => s.No == no && s.AgentId == agent.OrganisationId, cancel)
            ?? throw new Refused("ET-4004");
        section.DemandDraft();
        return section;
    }

    private async Task SaveAsync(Section section, SectionDocument document, Viewer agent, CancellationToken cancel)
    {
        await using var transaction = await data.Database.BeginTransactionAsync(cancel);
        data.Add(document);
        section.ChangedAt = document.AddedAt;
        try
        {
            await data.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException twice)
            when (twice.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            throw new Refused("ET-1109", document.Name);
        }

        await audit.AppendAsync(Entry("notices.add-document", section, document, agent), cancel);
        await transaction.CommitAsync(cancel);
    }

    private AuditEntry Entry(string act, Section section, SectionDocument document, Viewer agent) =>
        new(
            clock.GetUtcNow(),
            agent.OrgCode,
            agent.Certificate,
            act,
            section.No,
            new { document.Name, sha256 = Convert.ToHexStringLower(document.Sha256) }
        );
}
