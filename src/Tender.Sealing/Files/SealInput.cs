namespace Tender.Sealing;

/// <summary>Content of one part to be sealed. The stream is read once, from where it stands, and MUST hold exactly the length.</summary>
/// <param name="PartId">1 summary, 2 technical or body, 3 price, 4 credit, ...</param>
/// <param name="Phase">Phase of the opening, 1..8.</param>
/// <param name="Content">The content; not disposed here.</param>
/// <param name="Length">Its length in bytes: the header is written before the content is read.</param>
public sealed record SealInput(byte PartId, byte Phase, Stream Content, long Length)
{
    /// <summary>A part whose content lies in memory.</summary>
    public static SealInput Of(byte partId, byte phase, byte[] content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return new SealInput(partId, phase, new MemoryStream(content, writable: false), content.Length);
    }
}
