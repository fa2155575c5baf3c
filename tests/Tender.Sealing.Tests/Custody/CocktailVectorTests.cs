using System.Security.Cryptography;
using System.Text.Json;
using Xunit;

namespace Tender.Sealing.Tests;

/// <summary>
/// The four public runs of COCKTAIL(P-256, SHA-256). They give static keys and, inside the proofs, the constant coefficients; the others
/// come back by interpolation of the decrypted shares, so that each dealer's whole message can be made again.
/// </summary>
public class CocktailVectorTests
{
    private const string Path = "cocktail-dkg/cocktail-dkg-p256-sha256.json";

    public static TheoryData<int> Runs => [0, 1, 2, 3];

    [SkippableFact]
    public void Runs_AreFour() => Assert.Equal(4, JsonVectors.Read(Path).GetProperty("vectors").GetArrayLength());

    [SkippableTheory]
    [MemberData(nameof(Runs))]
    public void Run_EveryStep_IsReproduced(int number)
    {
        var run = new Run(JsonVectors.Read(Path).GetProperty("vectors")[number]);
        Assert.Equal(run.Json.Hex("context"), run.Context);
        for (var dealer = 1; dealer <= run.N; dealer++)
        {
            AssertDealt(run, dealer);
        }

        AssertConcluded(run);
    }

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(3)]
    public void Recovery_OfParticipantOne_GivesItsShareAgain(int number)
    {
        var run = new Run(JsonVectors.Read(Path).GetProperty("vectors")[number]);
        var recovery = run.Json.GetProperty("recovery");
        var seat = recovery.GetProperty("participant_id").GetInt32();
        var ciphertexts = recovery.GetProperty("ciphertexts").EnumerateArray().Select(c => c.GetString()!).ToList();
        Assert.Equal(run.N, ciphertexts.Count);
        var share = Scalar.Zero;
        for (var dealer = 1; dealer <= run.N; dealer++)
        {
            Assert.Equal(run.Messages[dealer - 1].Shares[seat - 1], Convert.FromHexString(ciphertexts[dealer - 1]));
            share = share.Add(run.ShareOf(dealer, seat));
        }

        Assert.Equal(recovery.Hex("recovered_secret_share"), share.Encode());
        Assert.Equal(recovery.Hex("recovered_verification_share"), P256.Generator.Multiply(share).Encode33());
    }

    private static void AssertDealt(Run run, int dealer)
    {
        var message = run.Messages[dealer - 1];
        var steps = run.Json.GetProperty("round1")[dealer - 1].GetProperty("pop_intermediate");
        var coefficients = run.CoefficientsOf(dealer);
        Assert.Equal(message.Commitments, coefficients.Select(P256.Generator.Multiply));
        // The proof's nonce input is prefix || secret || message: the secret in it is the constant coefficient.
        Assert.Equal(coefficients[0].Encode(), steps.Hex("nonce_input")[30..62]);
        Assert.Equal(steps.Hex("message"), message.Owned(run.Context));
        Assert.Equal(message.Possession, Schnorr.Sign(coefficients[0], message.Owned(run.Context)));
        Assert.True(Schnorr.Verify(message.Commitments[0], message.Owned(run.Context), message.Possession));
        for (var receiver = 1; receiver <= run.N; receiver++)
        {
            var share = KeySet.Evaluate(message.Commitments, receiver);
            Assert.Equal(share, P256.Generator.Multiply(run.ShareOf(dealer, receiver)));
        }
    }

    private static void AssertConcluded(Run run)
    {
        var transcript = Cocktail.Transcript(run.Session, run.Context, run.Messages);
        var round3 = run.Json.GetProperty("round3");
        Assert.Equal(round3.Hex("transcript_hash"), SHA256.HashData(transcript));
        var signatures = round3.GetProperty("signatures").EnumerateArray().Select(s => s.Hex("signature")).ToList();
        for (var seat = 1; seat <= run.N; seat++)
        {
            var expected = run.Json.GetProperty("round2")[seat - 1];
            var sum = Enumerable
                .Range(1, run.N)
                .Aggregate(Scalar.Zero, (total, dealer) => total.Add(run.ShareOf(dealer, seat)));
            Assert.Equal(expected.Hex("secret_share"), sum.Encode());
            Assert.Equal(signatures[seat - 1], Cocktail.Sign(run.Secrets[seat - 1], transcript));
        }

        var keySet = KeySet.Parse(Cocktail.Certificate(transcript, signatures));
        Assert.Equal(run.Json.Hex("group_public_key"), keySet.PublicKey.Encode33());
        Assert.Equal((run.K, run.N), (keySet.K, keySet.N));
        foreach (var round2 in run.Json.GetProperty("round2").EnumerateArray())
        {
            Assert.Equal(
                round2.Hex("verification_share"),
                keySet.PublicShare(round2.GetProperty("participant_id").GetInt32()).Encode33()
            );
        }
    }

    private sealed class Run
    {
        public Run(JsonElement json)
        {
            Json = json;
            Secrets = [.. List(json.GetProperty("config"), "static_secret_keys").Select(b => Scalar.Decode(b))];
            var keys = List(json.GetProperty("config"), "static_public_keys").Select(b => CurvePoint.Decode33(b));
            Session = new PoolSession
            {
                PoolId = new byte[16],
                Index = 0,
                K = json.GetProperty("t").GetInt32(),
                SeatKeys = [.. keys],
                Ext = json.Hex("extension"),
            };
            Context = PoolSession.Context(json.Hex("session_tag"), Session.SeatKeys);
            Messages = [.. json.GetProperty("round1").EnumerateArray().Select(Message)];
        }

        public JsonElement Json { get; }

        public IReadOnlyList<Scalar> Secrets { get; }

        public PoolSession Session { get; }

        public byte[] Context { get; }

        public IReadOnlyList<CocktailMessage> Messages { get; }

        public int K => Session.K;

        public int N => Session.N;

        /// <summary>A decrypted share; the sender's own derivation must have given the same ciphertext.</summary>
        public Scalar ShareOf(int dealer, int receiver)
        {
            var message = Messages[dealer - 1];
            var plain = ShareBox.Open(
                Context,
                Secrets[receiver - 1],
                message.Ephemeral,
                Session.SeatKeys[dealer - 1],
                message.Shares[receiver - 1]
            );
            Assert.NotNull(plain);
            var payload = Json.TryGetProperty("payloads", out var payloads)
                ? Convert.FromHexString(payloads[dealer - 1].GetString()!)
                : [];
            Assert.Equal(payload, plain[32..]);
            return Scalar.Decode(plain.AsSpan(0, 32));
        }

        /// <summary>The polynomial, from k of its values (Newton's form, then expanded).</summary>
        public List<Scalar> CoefficientsOf(int dealer)
        {
            List<Scalar> x = [.. Enumerable.Range(1, K).Select(Scalar.From)];
            List<Scalar> divided = [.. Enumerable.Range(1, K).Select(seat => ShareOf(dealer, seat))];
            for (var order = 1; order < K; order++)
            {
                for (var i = K - 1; i >= order; i--)
                {
                    divided[i] = divided[i].Subtract(divided[i - 1]).Multiply(x[i].Subtract(x[i - order]).Invert());
                }
            }

            List<Scalar> coefficients = [divided[K - 1]];
            for (var i = K - 2; i >= 0; i--)
            {
                coefficients.Insert(0, Scalar.Zero);
                for (var j = 0; j + 1 < coefficients.Count; j++)
                {
                    coefficients[j] = coefficients[j].Subtract(coefficients[j + 1].Multiply(x[i]));
                }

                coefficients[0] = coefficients[0].Add(divided[i]);
            }

            return coefficients;
        }

        private static CocktailMessage Message(JsonElement round1) =>
            new()
            {
                Commitments = [.. List(round1, "vss_commitment").Select(b => CurvePoint.Decode33(b))],
                Possession = round1.Hex("pop"),
                Ephemeral = CurvePoint.Decode33(round1.Hex("ephemeral_public_key")),
                Shares = List(round1, "encrypted_shares"),
            };

        private static List<byte[]> List(JsonElement json, string name) =>
            [.. json.GetProperty(name).EnumerateArray().Select(e => Convert.FromHexString(e.GetString()!))];
    }
}
