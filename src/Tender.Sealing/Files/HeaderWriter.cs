using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tender.Sealing;

/// <summary>
/// Makes a header and the keys under it (SBID1 5 and 6). Chance is drawn part by part in this order, which the frozen vectors repeat:
/// S_T 32, e 32 (again while it is 0 or not below the order), hedge of the label 32, FLOE IV 32.
/// </summary>
internal static class HeaderWriter
{
    private const int EntryLength = SealedLayout.DescriptionLength + SealedLayout.StanzaLength;

    public static HeaderDraft Write(SealRequest request, IRandom random, DateTimeOffset now)
    {
        var publicKey = CurvePoint.Decode65(request.PublicKey.Span);
        var count = request.Parts.Count;
        var bytes = new byte[SealedLayout.HeaderLength(count)];
        WriteCore(bytes, request, now);
        var secrets = new List<PartSecret>(count);
        var ivs = new List<byte[]>(count);
        for (var index = 0; index < count; index++)
        {
            var entry = bytes.AsSpan(SealedLayout.CoreLength + index * EntryLength, EntryLength);
            WriteDescription(entry, request.Parts[index], request.Padded);
            var secret = random.Bytes(KeySchedule.SecretLength);
            WriteStanza(bytes.AsSpan(0, SealedLayout.CoreLength), entry, publicKey, secret, random);
            secrets.Add(new PartSecret(request.Parts[index].PartId, secret));
            ivs.Add(random.Bytes(FloeParameters.IvLength));
        }

        var messages = StartPayloads(bytes, secrets, ivs);
        return new HeaderDraft(SealedHeader.Parse(bytes), messages, secrets);
    }

    private static void WriteCore(Span<byte> bytes, SealRequest request, DateTimeOffset now)
    {
        SealedLayout.Magic.CopyTo(bytes);
        bytes[8] = 1;
        bytes[9] = request.Padded ? HeaderReader.PaddedFlag : (byte)0;
        BinaryPrimitives.WriteUInt16BigEndian(bytes[10..], HeaderReader.Suite);
        BinaryPrimitives.WriteInt32BigEndian(bytes[12..], bytes.Length);
        request.TenderRef.Span.CopyTo(bytes[SealedLayout.TenderRefStart..]);
        _ = request.Lot.TryWriteBytes(bytes[SealedLayout.LotStart..], bigEndian: true, out _);
        request.DocHash.Span.CopyTo(bytes[SealedLayout.DocHashStart..]);
        request.KeySetId.Span.CopyTo(bytes[SealedLayout.KeySetIdStart..]);
        BidIdentity.Tag(request.BidNonce.Span, request.OrganisationCode).CopyTo(bytes[SealedLayout.BidderTagStart..]);
        BidIdentity.NonceHash(request.BidNonce.Span).CopyTo(bytes[SealedLayout.NonceHashStart..]);
        BinaryPrimitives.WriteInt64BigEndian(bytes[SealedLayout.SealedAtStart..], now.ToUnixTimeMilliseconds());
        bytes[SealedLayout.PartCountStart] = (byte)request.Parts.Count;
    }

    private static void WriteDescription(Span<byte> entry, SealInput part, bool padded)
    {
        entry[0] = part.PartId;
        entry[1] = part.Phase;
        entry[2] = HeaderReader.ThresholdStanza;
        BinaryPrimitives.WriteInt32BigEndian(entry[4..], SealedLayout.SegmentLength);
        var plaintext = SealedLayout.PlaintextLength(part.Length, padded);
        BinaryPrimitives.WriteInt64BigEndian(entry[8..], SealedLayout.CiphertextLength(plaintext));
    }

    private static void WriteStanza(
        ReadOnlySpan<byte> core,
        Span<byte> entry,
        CurvePoint publicKey,
        byte[] secret,
        IRandom random
    )
    {
        var description = entry[..SealedLayout.DescriptionLength];
        var ephemeral = Scalar.Random(random);
        var hedge = random.Bytes(32);
        var stanza = entry[SealedLayout.DescriptionLength..];
        P256.Generator.Multiply(ephemeral).Encode65().CopyTo(stanza);
        Hpke.Seal(publicKey, ephemeral, KeySchedule.WrapContext(core, description), secret)
            .CopyTo(stanza[SealedLayout.EncLength..]);
        LabelProof
            .Make(core, description, ephemeral, hedge)
            .CopyTo(stanza[(SealedLayout.EncLength + SealedLayout.WrappedLength)..]);
    }

    // Every payload is bound to all stanzas, so this comes last.
    private static List<FloeMessage> StartPayloads(byte[] bytes, List<PartSecret> secrets, List<byte[]> ivs)
    {
        var start = SealedLayout.CoreLength + secrets.Count * EntryLength;
        var messages = new List<FloeMessage>(secrets.Count);
        foreach (var ((id, secret), iv) in secrets.Zip(ivs))
        {
            var key = KeySchedule.PartKey(bytes.AsSpan(0, SealedLayout.CoreLength), secret, id);
            var context = KeySchedule.PayloadContext(bytes.AsSpan(0, start), id);
            var message = FloeMessage.Start(FloeParameters.Sbid1, key, context, iv);
            CryptographicOperations.ZeroMemory(key);
            message.Header.CopyTo(bytes, start + messages.Count * SealedLayout.PayloadHeaderLength);
            messages.Add(message);
        }

        return messages;
    }
}
