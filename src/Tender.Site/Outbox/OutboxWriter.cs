using Tender.Sealing;
using Tender.Site.Data;

namespace Tender.Site.Outbox;

/// <summary>Puts a message beside the change that it tells of; both are saved together.</summary>
public sealed class OutboxWriter(SiteContext data, IRandom random)
{
    public void Add(string kind, Guid subject, DateTimeOffset now) =>
        data.Add(
            new OutboxMessage
            {
                Id = random.NewId(),
                Kind = kind,
                SubjectId = subject,
                CreatedAt = now,
                DueAt = now,
            }
        );
}
