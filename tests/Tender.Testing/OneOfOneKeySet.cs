using System.Buffers.Binary;
using Tender.Sealing;

namespace Tender.Testing;

/// <summary>
/// A key that one holder opens alone. No product type can hold it: its certificate, perfectly signed as it is, is refused by every parser
/// (SBID1 1). For tests that need a file opened without a ceremony, and for the test that it is refused.
/// </summary>
public sealed class OneOfOneKeySet(IRandom random)
{
    private readonly Scalar secret = Scalar.Random(random);

    public CurvePoint PublicKey => P256.Generator.Multiply(secret);

    /// <summary>A certificate of k of n with the right form and good signatures, whatever k and n are.</summary>
    public static byte[] CertificateOf(int k, int n, IRandom random)
    {
        var seats = Enumerable.Range(0, n).Select(_ => Scalar.Random(random)).ToList();
        var polynomials = seats.ConvertAll(_ => Enumerable.Range(0, k).Select(_ => Scalar.Random(random)).ToList());
        var ephemerals = seats.ConvertAll(_ => P256.Generator.Multiply(Scalar.Random(random)).Encode33());
        var commitments = polynomials.ConvertAll(p =>
            p.SelectMany(c => P256.Generator.Multiply(c).Encode33()).ToArray()
        );
        var context = random.Bytes(32);
        var numbers = new byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(numbers, n);
        BinaryPrimitives.WriteInt32LittleEndian(numbers.AsSpan(4), k);
        byte[] transcript =
        [
            .. Framed([.. "COCKTAIL(P-256, SHA-256)"u8]),
            .. Framed(context),
            .. numbers,
            .. seats.SelectMany(s => P256.Generator.Multiply(s).Encode33()),
            .. commitments.SelectMany(c => c),
            .. polynomials.SelectMany((p, i) => Schnorr.Sign(p[0], [.. context, .. commitments[i], .. ephemerals[i]])),
            .. ephemerals.SelectMany(e => e),
            .. Framed(random.Bytes(32)),
        ];
        return [.. transcript, .. seats.SelectMany(s => Schnorr.Sign(s, transcript))];
    }

    /// <summary>Opens a part's secret as its single holder.</summary>
    public byte[] Unwrap(SealedHeader header, SealedPart part) =>
        header.UnwrapSecret(part, PublicKey, CurvePoint.Decode65(part.Enc.Span).Multiply(secret));

    private static byte[] Framed(byte[] bytes)
    {
        byte[] framed = [0, 0, 0, 0, 0, 0, 0, 0, .. bytes];
        BinaryPrimitives.WriteInt64LittleEndian(framed, bytes.Length);
        return framed;
    }
}
