using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tender.Testing;
using Xunit;

namespace Tender.Sealing.Tests.Faults;

/// <summary>Whatever arrives, a parser of this library answers with a value or with its one typed refusal.</summary>
public sealed class MutationTests
{
    private static readonly string[] Files = ["one-part-8", "two-parts-small", "two-parts-padded", "three-parts"];
    private static readonly string[] Messages = ["statement-submit", "statement-replace", "receipt", "refusal"];
    private static readonly TestPool Pool = TestPool.Make(new SeededRandom(51), 2, 3);

    [Fact]
    public void Header_Mutated_IsRefusedOrTheSame() =>
        Mutations.AreRefusedOrSame<SealingException>(
            [.. Files.Select(HeaderOf)],
            b => SealedHeader.Parse(b).Bytes.ToArray()
        );

    [Fact]
    public void KeySet_Mutated_IsRefusedOrTheSame() =>
        Mutations.AreRefusedOrSame<SealingException>(
            [
                Pool.KeySets[0].Certificate.ToArray(),
                TestPool.Make(new SeededRandom(52), 3, 5).KeySets[0].Certificate.ToArray(),
            ],
            b => KeySet.Parse(b).Certificate.ToArray()
        );

    [Fact]
    public void CocktailMessage_Mutated_IsRefusedOrTheSame() =>
        Mutations.AreRefusedOrSame<SealingException>(
            [.. Pool.Messages.Select(m => m[0].Encode())],
            b => CocktailMessage.Parse(b, 2, 3).Encode()
        );

    [Fact]
    public void PartialOpening_Mutated_IsRefusedOrTheSame()
    {
        var random = new SeededRandom(53);
        var context = new OpeningContext
        {
            TenderRef = random.Bytes(32),
            Lot = random.NewId(),
            Phase = 1,
            SetRoot = random.Bytes(32),
        };
        var encs = Enumerable.Range(0, 3).Select(_ => P256.Generator.Multiply(Scalar.Random(random))).ToList();
        Mutations.AreRefusedOrSame<SealingException>(
            [Pool.Answer(1, 0, context, encs, random).Encode(), Pool.Answer(3, 0, context, encs[..1], random).Encode()],
            b => PartialOpening.Parse(b).Encode()
        );
    }

    /// <summary>BER has many spellings of one message, so only the kind of refusal is asked for.</summary>
    [Fact]
    public void Message_Mutated_IsRefusedOrOpened() =>
        Mutations.AreRefusedOrSame<SealingException>(
            [
                .. Messages.Select(m => OwnVectors.Bytes($"sbid1/{m}.cms")),
                OwnVectors.Bytes("sbid1/js/statement-rsa.cms"),
            ],
            b => CmsVerifier.Open(b) is null ? [] : b
        );

    [Fact]
    public void EcdsaSignature_Mutated_IsStrictOrNotAndNeverAnError()
    {
        using var certificate = TestAuthority.A.Issue();
        var signatures = Enumerable.Range(0, 5).Select(_ => SignatureOf(certificate)).ToList();
        Mutations.AreRefusedOrSame<SealingException>(signatures, b => EcdsaForm.IsStrict(b) ? DerOf(b) : b);
    }

    public static TheoryData<string> Texts =>
        [
            "statement-submit",
            "statement-replace",
            "statement-withdraw",
            "receipt",
            "refusal",
            "seat",
            "tender",
            "phase",
            "summary",
            "envelope",
        ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_ValuesMutated_IsRefusedOrMeansTheSame(string kind) =>
        Mutations.AreRefusedOrSame<SealingException>([Sample(kind)], b => Reread(kind, b), Mutations.Json);

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_BytesMutated_IsRefusedOrMeansTheSame(string kind) =>
        Mutations.AreRefusedOrSame<SealingException>([Sample(kind)], b => Reread(kind, b));

    // White space, escapes and a null for a member left out are other spellings: what was read is written, and read again as the same.
    private static byte[] Reread(string kind, byte[] text)
    {
        var written = Rewritten(kind, text);
        return Rewritten(kind, written).AsSpan().SequenceEqual(written) ? text : written;
    }

    private static byte[] ReadEnvelope(byte[] text)
    {
        var envelope = WireJson.Read<KeyFileEnvelope>(text, text.Length);
        envelope.Check("PBKDF2-HMAC-SHA256", 600_000, 10_000_000, 16);
        return WireJson.Write(envelope);
    }

    private static byte[] HeaderOf(string file)
    {
        var bytes = OwnVectors.Bytes($"sbid1/{file}.sbid");
        return bytes[..SealedHeader.LengthOf(bytes)];
    }

    private static byte[] SignatureOf(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return key.SignData(certificate.RawData, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    // The one encoding of the two numbers, made by another hand than the reader's.
    private static byte[] DerOf(byte[] signature)
    {
        var pair = new AsnReader(signature, AsnEncodingRules.BER).ReadSequence();
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(pair.ReadInteger());
            writer.WriteInteger(pair.ReadInteger());
        }

        return writer.Encode();
    }

    private static byte[] Rewritten(string kind, byte[] text) =>
        kind switch
        {
            "seat" => SeatStatement.Parse(text).Write(),
            "tender" => TenderOrder.Parse(text).Write(),
            "phase" => PhaseOrder.Parse(text).Write(),
            "summary" => BidSummary.Parse(text).Write(),
            "envelope" => ReadEnvelope(text),
            "receipt" or "refusal" => VaultReceipt.Parse(text).Write(),
            _ => SubmissionStatement.Parse(text).Write(),
        };

    private static byte[] Sample(string kind)
    {
        var random = new SeededRandom(54);
        var at = TestAuthority.From;
        return kind switch
        {
            "seat" => new SeatStatement
            {
                V = 1,
                PoolId = random.Bytes(16),
                Seat = 2,
                PublicKey = P256.Generator.Multiply(Scalar.Random(random)).Encode33(),
                Account = random.Bytes(20),
            }.Write(),
            "tender" => new TenderOrder
            {
                V = 1,
                Action = TenderAction.Register,
                TenderRef = random.Bytes(32),
                Lot = random.Bytes(16),
                DocHash = random.Bytes(32),
                Deadline = at.AddHours(1),
                MinBids = 3,
                Suite = 1,
                ObjectionSeconds = 120,
                Readers = ["91330106MA20271585"],
                Nonce = random.Bytes(16),
                IssuedAt = at,
            }.Write(),
            "phase" => new PhaseOrder
            {
                V = 1,
                Action = PhaseOrder.ActionName,
                TenderRef = random.Bytes(32),
                Phase = 2,
                Commitments =
                [
                    [0, .. random.Bytes(31)],
                    [1, .. random.Bytes(31)],
                ],
                DecisionHash = random.Bytes(32),
                Nonce = random.Bytes(16),
                IssuedAt = at,
            }.Write(),
            "summary" => new BidSummary
            {
                V = 1,
                PriceFen = 100,
                PeriodDays = 90,
                Quality = "合格",
                Manager = "王工",
            }.Write(),
            "envelope" => OwnVectors.Bytes("sbid1/keyfile.sbidkey"),
            _ => OwnVectors.Bytes($"sbid1/{kind}.json"),
        };
    }
}
