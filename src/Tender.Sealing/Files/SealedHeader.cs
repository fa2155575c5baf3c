using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tender.Sealing;

/// <summary>
/// The header of a sealed file (SBID1 5, A to D). Reading one checks its whole grammar: what a reader gets is complete, canonical,
/// of suite INT-1, and all its points and scalars are well formed. Whether labels and keys hold are questions of their own.
/// </summary>
public sealed class SealedHeader
{
    private readonly ReadOnlyMemory<byte> bytes;

    internal SealedHeader(ReadOnlyMemory<byte> bytes, IReadOnlyList<SealedPart> parts)
    {
        this.bytes = bytes;
        Parts = parts;
    }

    /// <summary>The header as it stands in the file.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>Bytes [0, 240): preamble and binding.</summary>
    public ReadOnlyMemory<byte> Core => bytes[..SealedLayout.CoreLength];

    /// <summary>Bytes [0, start of D): what every payload is bound to (SBID1 6.1, hdrCore).</summary>
    public ReadOnlyMemory<byte> Bound => bytes[..^(Parts.Count * SealedLayout.PayloadHeaderLength)];

    /// <summary>Flag P: contents are padded to their Padmé size.</summary>
    public bool Padded => (bytes.Span[9] & HeaderReader.PaddedFlag) != 0;

    /// <summary>The flags byte, as the statement repeats it.</summary>
    public byte Flags => bytes.Span[9];

    /// <summary>Always 1, INT-1.</summary>
    public ushort Suite => BinaryPrimitives.ReadUInt16BigEndian(bytes.Span[10..]);

    /// <summary>The section the bid is for, 32 bytes.</summary>
    public ReadOnlyMemory<byte> TenderRef => bytes.Slice(SealedLayout.TenderRefStart, 32);

    /// <summary>The section's UUID.</summary>
    public Guid Lot => new(bytes.Span.Slice(SealedLayout.LotStart, 16), bigEndian: true);

    /// <summary>Hash of the document set that the bidder accepted.</summary>
    public ReadOnlyMemory<byte> DocHash => bytes.Slice(SealedLayout.DocHashStart, 32);

    /// <summary>SHA-256 of the certificate of the key set.</summary>
    public ReadOnlyMemory<byte> KeySetId => bytes.Slice(SealedLayout.KeySetIdStart, 32);

    /// <summary>The same in all versions of one bidder's bid (SBID1 4).</summary>
    public ReadOnlyMemory<byte> BidderTag => bytes.Slice(SealedLayout.BidderTagStart, 32);

    /// <summary><c>H("nonce" || bidNonce)</c>.</summary>
    public ReadOnlyMemory<byte> NonceHash => bytes.Slice(SealedLayout.NonceHashStart, 32);

    /// <summary>The client's clock at sealing, milliseconds since 1970 UTC. Informative: it decides nothing and may be any number.</summary>
    public ulong SealedAtMilliseconds => BinaryPrimitives.ReadUInt64BigEndian(bytes.Span[SealedLayout.SealedAtStart..]);

    /// <summary>The parts, ascending by id.</summary>
    public IReadOnlyList<SealedPart> Parts { get; }

    /// <summary>SHA-256 of the header.</summary>
    public byte[] Hash() => SHA256.HashData(bytes.Span);

    /// <summary>Exact length of the file.</summary>
    public long FileLength => Parts[^1].Offset + Parts[^1].CiphertextLength;

    /// <summary>Leaves of the tree: the header and every segment.</summary>
    public long LeafCount => 1 + Parts.Sum(p => p.SegmentCount);

    /// <summary>The part with this id, or null.</summary>
    public SealedPart? FindPart(int partId) => Parts.FirstOrDefault(p => p.PartId == partId);

    /// <summary>Checks the preamble, the first 16 bytes of a file, and tells how long the header is.</summary>
    /// <exception cref="SealingException">
    /// <see cref="SealingError.Truncated"/>, <see cref="SealingError.Magic"/>, <see cref="SealingError.Version"/>,
    /// <see cref="SealingError.Flags"/>, <see cref="SealingError.Suite"/> or <see cref="SealingError.HeaderLength"/>.
    /// </exception>
    public static int LengthOf(ReadOnlySpan<byte> preamble) => HeaderReader.ReadPreamble(preamble);

    /// <summary>Reads a header that is exactly <paramref name="bytes"/>; they are copied.</summary>
    /// <exception cref="SealingException">The first rule that is broken, in file order, and its place.</exception>
    public static SealedHeader Parse(ReadOnlySpan<byte> bytes) => HeaderReader.Read(bytes.ToArray());

    /// <summary>Reads the header from the beginning of a file and leaves the stream at the first segment.</summary>
    /// <exception cref="SealingException">The first rule that is broken, in file order, and its place.</exception>
    public static async Task<SealedHeader> ReadAsync(Stream file, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        var preamble = new byte[SealedLayout.PreambleLength];
        var read = await file.ReadAtLeastAsync(preamble, preamble.Length, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false);
        var header = new byte[LengthOf(preamble.AsSpan(0, read))];
        preamble.CopyTo(header, 0);
        read = await file.ReadAtLeastAsync(
                header.AsMemory(preamble.Length),
                header.Length - preamble.Length,
                throwOnEndOfStream: false,
                cancellationToken
            )
            .ConfigureAwait(false);
        return HeaderReader.Read(header.AsMemory(0, preamble.Length + read));
    }

    /// <summary>Refuses a file of another length than the header gives.</summary>
    /// <exception cref="SealingException"><see cref="SealingError.FileLength"/>.</exception>
    public void CheckFileLength(long length)
    {
        if (length != FileLength)
            throw new SealingException(SealingError.FileLength, Math.Min(length, FileLength), "file length");
    }

    /// <summary>
    /// Checks the label proof of every part (SBID1 6.3): whoever made the ephemeral keys meant them for exactly this header.
    /// </summary>
    /// <exception cref="SealingException"><see cref="SealingError.Label"/> at the part's label.</exception>
    public void CheckLabels()
    {
        foreach (var part in Parts)
            if (!LabelProof.Verify(Core.Span, part.Description.Span, part.Enc.Span, part.Label.Span))
                throw new SealingException(SealingError.Label, part.LabelOffset, $"label of part {part.PartId}");
    }

    /// <summary>
    /// The part secret S_T, from the shared point [e]Y that at least k partial openings combine to (SBID1 6.2).
    /// </summary>
    /// <param name="part">A part of this header.</param>
    /// <param name="publicKey">Y of the key set.</param>
    /// <param name="sharedPoint">The combined point.</param>
    /// <exception cref="SealingException"><see cref="SealingError.Wrap"/>: with the right shared point, the envelope is garbage.</exception>
    public byte[] UnwrapSecret(SealedPart part, CurvePoint publicKey, CurvePoint sharedPoint)
    {
        ArgumentNullException.ThrowIfNull(part);
        var info = KeySchedule.WrapContext(Core.Span, part.Description.Span);
        var offset = part.StanzaOffset + SealedLayout.EncLength;
        var enc = CurvePoint.Decode65(part.Enc.Span, part.StanzaOffset);
        return Hpke.OpenFromSharedPoint(sharedPoint, enc, publicKey, info, part.Wrapped.Span, offset);
    }

    /// <summary>The part key K of a part secret (SBID1 6.1). It reveals neither S_T nor another part.</summary>
    public byte[] PartKey(SealedPart part, ReadOnlySpan<byte> secret)
    {
        ArgumentNullException.ThrowIfNull(part);
        return KeySchedule.PartKey(Core.Span, secret, part.PartId);
    }

    /// <summary>
    /// Whether <paramref name="partKey"/> is the key that the part's header tag commits to: one ciphertext has one key, so a disclosed
    /// key proves the content to everybody (SBID1 7).
    /// </summary>
    public bool IsPartKey(SealedPart part, byte[] partKey)
    {
        try
        {
            OpenPayload(part, partKey).Dispose();
            return true;
        }
        catch (SealingException refusal) when (refusal.Kind == SealingError.PayloadHeader)
        {
            return false;
        }
    }

    internal FloeMessage OpenPayload(SealedPart part, byte[] partKey) =>
        FloeMessage.Open(
            FloeParameters.Sbid1,
            partKey,
            KeySchedule.PayloadContext(Bound.Span, part.PartId),
            part.PayloadHeader.Span,
            part.PayloadHeaderOffset
        );
}
