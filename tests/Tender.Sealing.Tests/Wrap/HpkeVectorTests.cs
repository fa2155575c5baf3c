using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Xunit;

namespace Tender.Sealing.Tests;

public class HpkeVectorTests
{
    private const string Rfc = "hpke/hpke_p256_hkdf_sha256_aes128gcm.json";
    private const string Derived = "hpke/hpke_p256_hkdf_sha256_aes256gcm_derived.json";

    [SkippableTheory]
    [InlineData(Rfc, 1, 16, 4)]
    [InlineData(Derived, 2, 32, 1)]
    public void EveryVector_InAllItsValues_IsReproduced(string path, int aead, int keyLength, int modes)
    {
        var suite = new HpkeSuite((ushort)aead, keyLength);
        var vectors = JsonVectors.Read(path).GetProperty("vectors").EnumerateArray().ToList();
        Assert.Equal(modes, vectors.Count);
        foreach (var vector in vectors)
        {
            Assert.Equal(aead, vector.GetProperty("aead_id").GetInt32());
            var secret = CheckKem(vector);
            var (key, nonce, exporter) = CheckSchedule(vector, aead, keyLength, secret);
            if (vector.GetProperty("mode").GetInt32() == 0)
                CheckProduct(suite, vector, secret);
            CheckEncryptions(vector, key, nonce);
            CheckExports(vector, aead, exporter);
        }
    }

    private static byte[] CheckKem(JsonElement vector)
    {
        var ephemeral = Scalar.Decode(vector.Hex("skEm"));
        Assert.Equal(vector.Hex("skEm"), DeriveKey(vector.Hex("ikmE")));
        Assert.Equal(vector.Hex("skRm"), DeriveKey(vector.Hex("ikmR")));
        Assert.Equal(vector.Hex("enc"), P256.Generator.Multiply(ephemeral).Encode65());
        var receiver = CurvePoint.Decode65(vector.Hex("pkRm"));
        var dh = receiver.Multiply(ephemeral).X();
        byte[] context = [.. vector.Hex("enc"), .. vector.Hex("pkRm")];
        if (vector.TryGetProperty("skSm", out _))
        {
            dh = [.. dh, .. receiver.Multiply(Scalar.Decode(vector.Hex("skSm"))).X()];
            context = [.. context, .. vector.Hex("pkSm")];
        }

        var secret = HpkeSuite.SharedSecret(dh, context);
        Assert.Equal(vector.Hex("shared_secret"), secret);
        return secret;
    }

    // The schedule of all four modes by the words of RFC 9180 5.1; the product has base mode only.
    private static (byte[] Key, byte[] Nonce, byte[] Exporter) CheckSchedule(
        JsonElement vector,
        int aead,
        int keyLength,
        byte[] secret
    )
    {
        var suite = Suite(aead);
        byte[] context =
        [
            vector.GetProperty("mode").GetByte(),
            .. HpkeSuite.LabeledExtract(suite, [], "psk_id_hash"u8, vector.HexOrEmpty("psk_id")),
            .. HpkeSuite.LabeledExtract(suite, [], "info_hash"u8, vector.Hex("info")),
        ];
        Assert.Equal(vector.Hex("key_schedule_context"), context);
        var scheduled = HpkeSuite.LabeledExtract(suite, secret, "secret"u8, vector.HexOrEmpty("psk"));
        Assert.Equal(vector.Hex("secret"), scheduled);
        var key = HpkeSuite.LabeledExpand(suite, scheduled, "key"u8, context, keyLength);
        Assert.Equal(vector.Hex("key"), key);
        var nonce = HpkeSuite.LabeledExpand(suite, scheduled, "base_nonce"u8, context, 12);
        Assert.Equal(vector.Hex("base_nonce"), nonce);
        var exporter = HpkeSuite.LabeledExpand(suite, scheduled, "exp"u8, context, 32);
        Assert.Equal(vector.Hex("exporter_secret"), exporter);
        return (key, nonce, exporter);
    }

    private static void CheckProduct(HpkeSuite suite, JsonElement vector, byte[] secret)
    {
        var (key, nonce) = suite.Schedule(secret, vector.Hex("info"));
        Assert.Equal(vector.Hex("key"), key);
        Assert.Equal(vector.Hex("base_nonce"), nonce);
        var first = vector.GetProperty("encryptions")[0];
        Assert.Equal(0, first.GetProperty("sequence number").GetInt32());
        var receiver = CurvePoint.Decode65(vector.Hex("pkRm"));
        var sealedBytes = Hpke.Seal(
            suite,
            receiver,
            Scalar.Decode(vector.Hex("skEm")),
            vector.Hex("info"),
            first.Hex("pt"),
            first.Hex("aad")
        );
        Assert.Equal(first.Hex("ct"), sealedBytes);

        var enc = CurvePoint.Decode65(vector.Hex("enc"));
        var shared = enc.Multiply(Scalar.Decode(vector.Hex("skRm")));
        var derived = Hpke.Derive(suite, shared, enc, receiver, vector.Hex("info"));
        Assert.Equal(first.Hex("pt"), Hpke.Open(suite, derived, sealedBytes, first.Hex("aad"), 0));
    }

    private static void CheckEncryptions(JsonElement vector, byte[] key, byte[] baseNonce)
    {
        var encryptions = vector.GetProperty("encryptions").EnumerateArray().ToList();
        Assert.Equal(6, encryptions.Count);
        using var aes = new AesGcm(key, 16);
        foreach (var encryption in encryptions)
        {
            var nonce = Nonce(baseNonce, encryption.GetProperty("sequence number").GetUInt64());
            Assert.Equal(encryption.Hex("nonce"), nonce);
            var (text, aad, expected) = (encryption.Hex("pt"), encryption.Hex("aad"), encryption.Hex("ct"));
            var output = new byte[text.Length + 16];
            aes.Encrypt(nonce, text, output.AsSpan(..^16), output.AsSpan(^16..), aad);
            Assert.Equal(expected, output);
            Assert.Throws<AuthenticationTagMismatchException>(() =>
                aes.Decrypt(Nonce(nonce, 1), output[..^16], output[^16..], text, aad)
            );
            Assert.Throws<AuthenticationTagMismatchException>(() =>
                aes.Decrypt(nonce, output[..^16], output[^16..], text, (byte[])[.. aad, 0])
            );
        }
    }

    private static void CheckExports(JsonElement vector, int aead, byte[] exporter)
    {
        var exports = vector.GetProperty("exports").EnumerateArray().ToList();
        Assert.Equal(3, exports.Count);
        foreach (var export in exports)
            Assert.Equal(
                export.Hex("exported_value"),
                HpkeSuite.LabeledExpand(
                    Suite(aead),
                    exporter,
                    "sec"u8,
                    export.Hex("exporter_context"),
                    export.GetProperty("L").GetInt32()
                )
            );
    }

    // DeriveKeyPair of RFC 9180 7.1.3; the first candidate is below the order in all vectors.
    private static byte[] DeriveKey(byte[] ikm)
    {
        byte[] kem = [.. "KEM"u8, 0, 0x10];
        var prk = HpkeSuite.LabeledExtract(kem, [], "dkp_prk"u8, ikm);
        return HpkeSuite.LabeledExpand(kem, prk, "candidate"u8, [0], 32);
    }

    private static byte[] Suite(int aead) => [.. "HPKE"u8, 0, 0x10, 0, 1, 0, (byte)aead];

    private static byte[] Nonce(byte[] baseNonce, ulong sequence)
    {
        var nonce = (byte[])baseNonce.Clone();
        var tail = nonce.AsSpan(4);
        BinaryPrimitives.WriteUInt64BigEndian(tail, BinaryPrimitives.ReadUInt64BigEndian(tail) ^ sequence);
        return nonce;
    }
}
