namespace Tender.Sealing;

/// <summary>The secret of one part in a key file.</summary>
public sealed record KeyFilePart
{
    /// <summary>The part.</summary>
    public required byte PartId { get; init; }

    /// <summary>S_T, 32 bytes.</summary>
    public required byte[] Secret { get; init; }
}
