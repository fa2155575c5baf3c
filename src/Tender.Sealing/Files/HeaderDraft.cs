namespace Tender.Sealing;

/// <summary>A header that was just written, with the open messages of its parts and their secrets.</summary>
internal sealed record HeaderDraft(
    SealedHeader Header,
    IReadOnlyList<FloeMessage> Messages,
    IReadOnlyList<PartSecret> Secrets
) : IDisposable
{
    public void Dispose()
    {
        foreach (var message in Messages)
            message.Dispose();
    }
}
