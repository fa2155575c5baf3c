using Tender.Testing;
using Xunit;

namespace Tender.Sealing.Tests;

/// <summary>What a dishonest seat or coordinator may do during key generation, and that it is found and named.</summary>
public class KeyGenerationTests
{
    private readonly SeededRandom random = new(21);

    public static TheoryData<int, int> Sizes =>
        new()
        {
            { 2, 3 },
            { 3, 5 },
            { 7, 14 },
        };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Conclude_HonestSeats_ShareOneKeyThatNobodyHas(int k, int n)
    {
        var pool = TestPool.Make(random, k, n);
        var keySet = pool.KeySets[0];
        Assert.Equal((k, n), (keySet.K, keySet.N));
        int[] seats = [.. Enumerable.Range(1, n).Reverse().Take(k)];
        var secret = seats.Aggregate(
            Scalar.Zero,
            (sum, s) => sum.Add(Lagrange.AtZero(s, seats).Multiply(pool.Seats[s - 1].Shares[0].Secret))
        );
        Assert.Equal(keySet.PublicKey, P256.Generator.Multiply(secret));
        Assert.All(pool.Seats, s => Assert.NotEqual(secret, s.Shares[0].Secret));
    }

    [Theory]
    [InlineData(2, 3, 332)]
    [InlineData(3, 5, 477)]
    public void Encode_Message_HasTheLengthOfTheFormat(int k, int n, int length)
    {
        var message = TestPool.Make(random, k, n).Messages[0][0].Encode();
        Assert.Equal(length, message.Length);
        Assert.Equal(message, CocktailMessage.Parse(message, k, n).Encode());
    }

    [Fact]
    public void Parse_OneCommitmentMore_IsRefused()
    {
        var (session, secrets) = Session(2, 3);
        var higher = Cocktail.Deal(
            session with
            {
                K = 3,
                SeatKeys = [.. session.SeatKeys, P256.Generator],
            },
            1,
            secrets[0],
            random
        );
        var elevated = higher with { Shares = [.. higher.Shares.Take(3)] };
        var refusal = Assert.Throws<SealingException>(() => CocktailMessage.Parse(elevated.Encode(), 2, 3));
        Assert.Equal(SealingError.Count, refusal.Kind);
        var abort = Assert.Throws<CocktailAbortException>(() =>
            Cocktail.ReadMessages([session], 1, [elevated.Encode()])
        );
        Assert.Equal(1, abort.Culprit);
    }

    /// <summary>Also when the message does not come over the wire.</summary>
    [Fact]
    public void Conclude_OneCommitmentMore_NamesTheSeat()
    {
        var (session, secrets) = Session(2, 3);
        var messages = Deal(session, secrets);
        messages[2] = messages[2] with { Commitments = [.. messages[2].Commitments, P256.Generator] };
        Assert.Equal(3, Abort(session, secrets, messages).Culprit);
    }

    [Fact]
    public void Parse_CutLongerOrOtherShareLength_IsRefused()
    {
        var bytes = TestPool.Make(random, 2, 3).Messages[0][0].Encode();
        for (var length = 0; length < bytes.Length; length += 13)
        {
            AssertRefused(SealingError.Count, bytes[..length]);
        }

        AssertRefused(SealingError.Count, [.. bytes, 0]);
        var wrong = (byte[])bytes.Clone();
        wrong[2 * 33 + 65 + 33 + 7] = 47;
        AssertRefused(SealingError.Count, wrong);
        var infinity = (byte[])bytes.Clone();
        infinity.AsSpan(0, 33).Clear();
        AssertRefused(SealingError.Point, infinity);
    }

    [Fact]
    public void Conclude_WrongShare_NamesTheDealer()
    {
        var (session, secrets) = Session(2, 3);
        var messages = Deal(session, secrets);
        var wrong = ShareBox.Seal(session.Context(), Scalar.From(5), secrets[1], session.SeatKeys[0], Scalar.From(99));
        // A share that opens but does not fit: dealt with an ephemeral key of which the culprit knows the secret.
        var cheated = Cocktail.Deal(
            session.Context(),
            session.SeatKeys,
            secrets[1],
            [Scalar.From(3), Scalar.From(4)],
            Scalar.From(5)
        );
        messages[1] = cheated with { Shares = [wrong, cheated.Shares[1], cheated.Shares[2]] };
        Assert.Equal(2, Abort(session, secrets, messages).Culprit);
        Assert.NotNull(Cocktail.Conclude(session, 2, secrets[1], messages));
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void Conclude_EveryByteOfAShareChanged_NamesTheDealer()
    {
        var (session, secrets) = Session(2, 3);
        for (var at = 0; at < 48; at++)
        {
            var messages = Deal(session, secrets);
            messages[2].Shares[0][at] ^= 1;
            Assert.Equal(3, Abort(session, secrets, messages).Culprit);
        }
    }

    [Fact]
    public void Conclude_SwappedMessages_NamesASeat()
    {
        var (session, secrets) = Session(2, 3);
        var messages = Deal(session, secrets);
        (messages[1], messages[2]) = (messages[2], messages[1]);
        Assert.Equal(2, Abort(session, secrets, messages).Culprit);
    }

    [Fact]
    public void Conclude_SharesOfTwoReceiversSwapped_NamesTheDealer()
    {
        var (session, secrets) = Session(2, 3);
        var messages = Deal(session, secrets);
        var shares = messages[1].Shares;
        messages[1] = messages[1] with { Shares = [shares[1], shares[0], shares[2]] };
        Assert.Equal(2, Abort(session, secrets, messages).Culprit);
    }

    [Fact]
    public void Conclude_ReplayOfAnOldSession_NamesTheSeat()
    {
        var (session, secrets) = Session(2, 3);
        var old = Deal(session with { Index = 1 }, secrets);
        var messages = Deal(session, secrets);
        messages[2] = old[2];
        Assert.Equal(3, Abort(session, secrets, messages).Culprit);
    }

    [Fact]
    public void Conclude_RogueKeyWithoutItsSecret_NamesTheSeat()
    {
        var (session, secrets) = Session(2, 3);
        var messages = Deal(session, secrets);
        // Seat 3 wants the sum to be a key of its own: it takes the others' commitments away from it, but cannot prove possession.
        var others = messages[0].Commitments[0].Add(messages[1].Commitments[0]);
        var rogue = P256.Generator.Multiply(Scalar.From(7)).Add(others.Negate());
        messages[2] = messages[2] with { Commitments = [rogue, messages[2].Commitments[1]] };
        Assert.Equal(3, Abort(session, secrets, messages).Culprit);
    }

    [Fact]
    public void Parse_CertificateOverTwoTranscripts_IsRefused()
    {
        var (session, secrets) = Session(2, 3);
        var messages = Deal(session, secrets);
        var second = messages.ToList();
        second[2] = Cocktail.Deal(session, 3, secrets[2], random);
        var seen = Cocktail.Conclude(session, 1, secrets[0], messages).Transcript;
        var alsoSeen = Cocktail.Conclude(session, 2, secrets[1], second).Transcript;
        Assert.NotEqual(seen, alsoSeen);
        var signatures = secrets.Select((s, i) => Cocktail.Sign(s, i == 1 ? alsoSeen : seen));
        AssertCertificateRefused(SealingError.Signature, Cocktail.Certificate(seen, signatures));
    }

    [Fact]
    public void Conclude_TooFewMessagesOrForeignStaticKey_IsRefused()
    {
        var (session, secrets) = Session(2, 3);
        var messages = Deal(session, secrets);
        Assert.Throws<SealingException>(() => Cocktail.Conclude(session, 1, secrets[0], [.. messages.Take(2)]));
        Assert.Throws<SealingException>(() => Cocktail.Conclude(session, 2, secrets[0], messages));
        Assert.Throws<SealingException>(() => Cocktail.Conclude(session, 0, secrets[0], messages));
        Assert.Throws<SealingException>(() => Cocktail.Conclude(session, 4, secrets[0], messages));
    }

    [Fact]
    public void Recover_FromMessagesOfAnotherPool_IsRefused()
    {
        var pool = TestPool.Make(random, 2, 3);
        var seat = pool.Seats[1];
        IReadOnlyList<CocktailMessage> own = [.. pool.Messages.Select(m => m[0])];
        Assert.Equal(seat.Shares[0].Secret, Cocktail.Recover(pool.Sessions[0], 2, seat.Secret, own));
        IReadOnlyList<CocktailMessage> foreign = [.. TestPool.Make(random, 2, 3).Messages.Select(m => m[0])];
        Assert.Throws<CocktailAbortException>(() => Cocktail.Recover(pool.Sessions[0], 2, seat.Secret, foreign));
    }

    private (PoolSession Session, List<Scalar> Secrets) Session(int k, int n)
    {
        var secrets = Enumerable.Range(0, n).Select(_ => Scalar.Random(random)).ToList();
        var session = new PoolSession
        {
            PoolId = random.Bytes(16),
            Index = 0,
            K = k,
            SeatKeys = [.. secrets.Select(P256.Generator.Multiply)],
            Ext = random.Bytes(32),
        };
        return (session, secrets);
    }

    private List<CocktailMessage> Deal(PoolSession session, List<Scalar> secrets) =>
        [.. secrets.Select((s, i) => Cocktail.Deal(session, i + 1, s, random))];

    private static CocktailAbortException Abort(
        PoolSession session,
        List<Scalar> secrets,
        List<CocktailMessage> messages
    ) => Assert.Throws<CocktailAbortException>(() => Cocktail.Conclude(session, 1, secrets[0], messages));

    private static void AssertRefused(SealingError kind, byte[] bytes) =>
        Assert.Equal(kind, Assert.Throws<SealingException>(() => CocktailMessage.Parse(bytes, 2, 3)).Kind);

    private static void AssertCertificateRefused(SealingError kind, byte[] certificate) =>
        Assert.Equal(kind, Assert.Throws<SealingException>(() => KeySet.Parse(certificate)).Kind);
}
