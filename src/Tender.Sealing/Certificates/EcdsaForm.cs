using System.Formats.Asn1;

namespace Tender.Sealing;

/// <summary>
/// The one encoding of an ECDSA signature (RFC 3279 2.2.3, DER): two positive integers and nothing else. .NET also takes integers without their
/// leading zero, and with it two byte strings for one signature.
/// </summary>
internal static class EcdsaForm
{
    internal static bool IsStrict(ReadOnlyMemory<byte> signature)
    {
        try
        {
            var reader = new AsnReader(signature, AsnEncodingRules.DER);
            var pair = reader.ReadSequence();
            reader.ThrowIfNotEmpty();
            var (r, s) = (pair.ReadInteger(), pair.ReadInteger());
            pair.ThrowIfNotEmpty();
            return r.Sign > 0 && s.Sign > 0;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }
}
