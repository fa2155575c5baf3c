using System.Security.Cryptography;

namespace Tender.Sealing;

/// <summary>How a share travels from one seat to another: XAES-256-GCM under a key of two Diffie-Hellman points (C2SP cocktail-dkg; SBID1 9.3).</summary>
internal static class ShareBox
{
    private static readonly byte[] Prefix = [.. "COCKTAIL-DKG-P256-SHA256-H6"u8];

    /// <summary>Length of an encrypted share without payload, bytes.</summary>
    internal const int SealedLength = P256.ScalarLength + Xaes256Gcm.TagLength;

    internal static byte[] Seal(byte[] context, Scalar ephemeral, Scalar sender, CurvePoint receiver, Scalar share)
    {
        byte[] shared = [.. receiver.Multiply(ephemeral).Encode33(), .. receiver.Multiply(sender).Encode33()];
        var keys = Derive(
            context,
            shared,
            P256.Generator.Multiply(ephemeral),
            P256.Generator.Multiply(sender),
            receiver
        );
        return Xaes256Gcm.Seal(keys.Key, keys.Nonce, share.Encode());
    }

    /// <summary>Null when the tag does not hold.</summary>
    internal static byte[]? Open(
        byte[] context,
        Scalar receiver,
        CurvePoint ephemeral,
        CurvePoint sender,
        ReadOnlySpan<byte> sealedShare
    )
    {
        byte[] shared = [.. ephemeral.Multiply(receiver).Encode33(), .. sender.Multiply(receiver).Encode33()];
        var keys = Derive(context, shared, ephemeral, sender, P256.Generator.Multiply(receiver));
        return Xaes256Gcm.Open(keys.Key, keys.Nonce, sealedShare);
    }

    private static (byte[] Key, byte[] Nonce) Derive(
        byte[] context,
        byte[] shared,
        CurvePoint ephemeral,
        CurvePoint sender,
        CurvePoint receiver
    )
    {
        byte[] H6(ReadOnlySpan<byte> label) =>
            SHA256.HashData([
                .. Prefix,
                .. shared,
                .. ephemeral.Encode33(),
                .. sender.Encode33(),
                .. receiver.Encode33(),
                .. PoolSession.Framed([.. PoolSession.Framed(context), .. PoolSession.Framed(label)]),
            ]);
        return (H6("key"u8), H6("nonce"u8)[..24]);
    }
}
