using Org.BouncyCastle.Math;
using Tender.Sealing;

namespace Tender.Ledger.Evm;

/// <summary>
/// A private key in memory. Signing is deterministic (RFC 6979 with SHA-256), but BouncyCastle's numbers do not work in constant time:
/// tolerable for a server key on loopback, an HSM behind <see cref="IEthSigner"/> in production (Ledger 10).
/// </summary>
public sealed class EthKey : IEthSigner
{
    private readonly BigInteger d;

    /// <summary>From 32 bytes, big-endian.</summary>
    /// <exception cref="LedgerFormatException">Kind Curve: another length, 0, or not below the group's order.</exception>
    public EthKey(ReadOnlySpan<byte> bytes)
    {
        d = Secp256k1.ToNumber(bytes);
        if (bytes.Length != 32 || !Secp256k1.IsScalar(d))
            throw new LedgerFormatException(
                LedgerFormatError.Curve,
                0,
                "a private key of 32 bytes in 1 .. n - 1 wanted"
            );
        var point = Secp256k1.MultiplyG(d);
        PublicKey = point.GetEncoded(compressed: false);
        Address = Secp256k1.ToAddress(point);
    }

    /// <inheritdoc />
    public Address Address { get; }

    /// <summary>The public point in uncompressed form, 65 bytes.</summary>
    public byte[] PublicKey { get; }

    /// <summary>Draws a new key.</summary>
    public static EthKey Draw(IRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var bytes = new byte[32];
        do random.Fill(bytes);
        while (!Secp256k1.IsScalar(Secp256k1.ToNumber(bytes)));
        return new EthKey(bytes);
    }

    /// <summary>Reads a key file: 64 lower-case hex digits and at most one line end.</summary>
    /// <exception cref="LedgerFormatException">Kind Hex or Curve. The message never holds the digits.</exception>
    public static async Task<EthKey> LoadAsync(string path, CancellationToken cancel)
    {
        var text = await File.ReadAllTextAsync(path, cancel).ConfigureAwait(false);
        return new EthKey(Hex.Decode(text.TrimEnd('\n', '\r'), 32));
    }

    /// <summary>The text of a key file. Callers MUST write it with mode 0600.</summary>
    public string ToFileText() => Hex.Encode(Secp256k1.ToBytes(d));

    /// <summary>Signs a hash of 32 bytes.</summary>
    public EthSignature Sign(ReadOnlySpan<byte> hash)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(hash.Length, 32);
        var e = Secp256k1.ToNumber(hash);
        var nonces = new Rfc6979(d, hash);
        while (true)
        {
            // One multiplication gives r and the parity of y; no trial recovery is needed.
            var k = nonces.Next();
            var point = Secp256k1.MultiplyG(k);
            var r = point.AffineXCoord.ToBigInteger();
            var s = k.ModInverse(Secp256k1.N).Multiply(e.Add(d.Multiply(r))).Mod(Secp256k1.N);
            if (r.CompareTo(Secp256k1.N) >= 0 || s.SignValue == 0)
                continue;
            var parity = point.AffineYCoord.TestBitZero() ? 1 : 0;
            return Secp256k1.IsHigh(s)
                ? new EthSignature(r, Secp256k1.N.Subtract(s), parity ^ 1)
                : new EthSignature(r, s, parity);
        }
    }

    /// <inheritdoc />
    public ValueTask<EthSignature> SignAsync(ReadOnlyMemory<byte> hash, CancellationToken cancel) =>
        new(Sign(hash.Span));
}
