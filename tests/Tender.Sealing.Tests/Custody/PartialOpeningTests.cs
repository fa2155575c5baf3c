using CsCheck;
using Tender.Testing;
using Xunit;

namespace Tender.Sealing.Tests;

public class PartialOpeningTests
{
    private static readonly TestPool Pool = TestPool.Make(new SeededRandom(51), 3, 5, keys: 2);
    private static readonly List<Scalar> Ephemerals = [.. Draw(4)];
    private static readonly List<CurvePoint> Encs = [.. Ephemerals.Select(P256.Generator.Multiply)];
    private static readonly OpeningContext Context = new()
    {
        TenderRef = new SeededRandom(52).Bytes(32),
        Lot = new SeededRandom(53).NewId(),
        Phase = 1,
        SetRoot = new SeededRandom(54).Bytes(32),
    };

    private static readonly IReadOnlyList<PartialOpening> Answers =
    [
        .. Enumerable.Range(1, 5).Select(s => Pool.Answer(s, 1, Context, Encs, new SeededRandom((ulong)s))),
    ];

    private static KeySet KeySet => Pool.KeySets[1];

    [Fact]
    public void ContextString_Has87AsciiBytes()
    {
        var context = Context.ContextString();
        Assert.Equal(87, context.Length);
        Assert.All(context, b => Assert.InRange(b, (byte)0x20, (byte)0x7e));
    }

    [Fact]
    public void Encode_FiftyParts_Has1841Bytes()
    {
        List<CurvePoint> fifty = [.. Draw(50).Select(P256.Generator.Multiply)];
        var bytes = Pool.Answer(1, 1, Context, fifty, new SeededRandom(1)).Encode();
        Assert.Equal(1_841, bytes.Length);
        Assert.Equal(bytes, PartialOpening.Parse(bytes).Encode());
        Assert.True(PartialOpening.Parse(bytes).IsValid(Context, KeySet, fifty));
    }

    /// <summary>Any k seats open, in any order; the result is always the one point that the bidder has.</summary>
    [Fact]
    public void SharedPoints_EverySubsetOfK_GivesTheBiddersPoint()
    {
        var expected = Ephemerals.Select(KeySet.PublicKey.Multiply).ToList();
        var subsets = Subsets().Where(s => s.Count >= 3).ToList();
        Assert.Equal(10 + 5 + 1, subsets.Count);
        foreach (var subset in subsets)
        {
            Assert.Equal(expected, Combiner.SharedPoints(KeySet, [.. subset.Select(s => Answers[s - 1])]));
            Assert.Equal(expected, Combiner.SharedPoints(KeySet, [.. subset.Select(s => Answers[s - 1]).Reverse()]));
        }
    }

    [Fact]
    public void SharedPoints_EverySubsetBelowK_GivesNothing()
    {
        foreach (var subset in Subsets().Where(s => s.Count < 3))
        {
            var refusal = Assert.Throws<SealingException>(() =>
                Combiner.SharedPoints(KeySet, [.. subset.Select(s => Answers[s - 1])])
            );
            Assert.Equal(SealingError.Count, refusal.Kind);
        }
    }

    /// <summary>k - 1 seats that interpolate anyway get another point: their shares say nothing about the key.</summary>
    [Fact]
    public void Interpolate_BelowK_DoesNotGiveTheBiddersPoint()
    {
        var expected = KeySet.PublicKey.Multiply(Ephemerals[0]);
        foreach (var subset in Subsets().Where(s => s.Count == 2))
        {
            var weights = subset.Select(s => Lagrange.AtZero(s, subset)).ToList();
            var points = subset.Select(s => Answers[s - 1].Points[0]).ToList();
            Assert.NotEqual(expected, CurvePoint.SumOfProducts(points, weights));
        }
    }

    [Fact]
    public void SharedPoints_DoubledSeatOtherSetOrOtherLength_IsRefused()
    {
        AssertRefused(SealingError.Seat, Answers[0], Answers[1], Answers[1]);
        var other = Pool.Answer(3, 1, Context with { Phase = 2 }, Encs, new SeededRandom(9));
        AssertRefused(SealingError.OtherTender, Answers[0], Answers[1], other);
        AssertRefused(
            SealingError.Count,
            Answers[0],
            Answers[1],
            Pool.Answer(3, 1, Context, Encs[..2], new SeededRandom(9))
        );
        AssertRefused(SealingError.Seat, Answers[0], Answers[1], Answers[2] with { Seat = 0 });
    }

    [Fact]
    public void SharedPoints_AtInfinity_IsRefused()
    {
        int[] seats = [1, 2, 3];
        var inverse = Lagrange.AtZero(3, seats).Invert();
        var sum = CurvePoint.SumOfProducts(
            [Answers[0].Points[0], Answers[1].Points[0]],
            [Lagrange.AtZero(1, seats), Lagrange.AtZero(2, seats)]
        );
        var crafted = Answers[2] with { Points = [sum.Negate().Multiply(inverse), .. Answers[2].Points.Skip(1)] };
        AssertRefused(SealingError.Point, Answers[0], Answers[1], crafted);
    }

    [Fact]
    public void IsValid_AnotherSetPhaseTenderLotSeatOrKey_DoesNotHold()
    {
        var answer = Answers[1];
        Assert.True(answer.IsValid(Context, KeySet, Encs));
        foreach (var other in Others())
        {
            Assert.False(answer.IsValid(other, KeySet, Encs));
            // Relabelled for the other set, the proof does not hold either.
            Assert.False((answer with { Context = other }).IsValid(other, KeySet, Encs));
        }

        Assert.False(answer.IsValid(Context, Pool.KeySets[0], Encs));
        Assert.False((answer with { KeySetId = Pool.KeySets[0].Id }).IsValid(Context, Pool.KeySets[0], Encs));
        foreach (var seat in (int[])[-1, 0, 1, 3, 6, 15])
        {
            Assert.False((answer with { Seat = seat }).IsValid(Context, KeySet, Encs));
        }
    }

    [Fact]
    public void IsValid_ShareOfAnotherKeyOrAnyScalar_DoesNotHold()
    {
        var foreign = Pool.Seats[1].Shares[0].Secret;
        Assert.False(
            PartialOpening
                .Make(Context, KeySet.Id, 2, foreign, Encs, new SeededRandom(1))
                .IsValid(Context, KeySet, Encs)
        );
        var random = new SeededRandom(2);
        var any = PartialOpening.Make(Context, KeySet.Id, 2, Scalar.Random(random), Encs, random);
        Assert.False(any.IsValid(Context, KeySet, Encs));
    }

    [Fact]
    public void IsValid_PointsSwappedAlteredOrMissing_DoesNotHold()
    {
        var answer = Answers[1];
        var points = answer.Points;
        Assert.False(
            (answer with { Points = [points[1], points[0], points[2], points[3]] }).IsValid(Context, KeySet, Encs)
        );
        Assert.False((answer with { Points = [.. points.Take(3)] }).IsValid(Context, KeySet, Encs));
        Assert.False(answer.IsValid(Context, KeySet, [Encs[1], Encs[0], Encs[2], Encs[3]]));
        for (var j = 0; j < points.Count; j++)
        {
            List<CurvePoint> altered = [.. points];
            altered[j] = altered[j].Negate();
            Assert.False((answer with { Points = altered }).IsValid(Context, KeySet, Encs));
        }

        Assert.False((answer with { Proof = Answers[2].Proof }).IsValid(Context, KeySet, Encs));
    }

    [Fact]
    public void Make_TwiceWithEqualChance_HasOneNonceForOneSetOnly()
    {
        var one = Pool.Answer(1, 1, Context, Encs, new SeededRandom(7));
        Assert.Equal(one.Encode(), Pool.Answer(1, 1, Context, Encs, new SeededRandom(7)).Encode());
        // The same broken generator for another set: equal nonces would give the share away as (s - s') / (c' - c).
        var two = Pool.Answer(1, 1, Context with { Phase = 2 }, Encs, new SeededRandom(7));
        var guess = one.Proof.S.Subtract(two.Proof.S).Multiply(two.Proof.C.Subtract(one.Proof.C).Invert());
        Assert.NotEqual(Pool.Seats[0].Shares[1].Secret, guess);
    }

    [Fact]
    public void Parse_AsManyPartsAsAPhaseMayHave_IsReadAgain()
    {
        var most = Answers[0] with { Points = new RepeatedList(Encs[0], PartialOpening.MaxParts) };
        var bytes = most.Encode();
        Assert.Equal(127 + 33 * 65_535 + 64, bytes.Length);
        Assert.Equal([0xFF, 0xFF], bytes[125..127]);
        Assert.Equal(65_535, PartialOpening.Parse(bytes).Points.Count);
    }

    [Fact]
    public void IsValid_OfMorePartsThanAPhaseMayHave_DoesNotHold()
    {
        var over = new RepeatedList(Encs[0], PartialOpening.MaxParts + 1);
        Assert.False((Answers[0] with { Points = over }).IsValid(Context, KeySet, over));
    }

    [Fact]
    public void Make_NoneOrTooManyParts_IsRefused()
    {
        AssertCount(() => Pool.Answer(1, 1, Context, [], new SeededRandom(1)));
        var many = new RepeatedList(Encs[0], PartialOpening.MaxParts + 1);
        AssertCount(() => Pool.Answer(1, 1, Context, many, new SeededRandom(1)));
    }

    [Fact]
    public void Parse_EveryByteChanged_IsRefusedOrDoesNotHold()
    {
        var whole = Answers[1].Encode();
        for (var at = 0; at < whole.Length; at++)
        {
            var altered = (byte[])whole.Clone();
            altered[at] ^= 1;
            try
            {
                Assert.False(PartialOpening.Parse(altered).IsValid(Context, KeySet, Encs), $"byte {at}");
            }
            catch (SealingException refused)
            {
                Assert.InRange(refused.Offset, 0, whole.Length);
            }
        }
    }

    [Fact]
    public void Parse_ProofNotBelowTheOrder_IsRefused()
    {
        var order = Convert.FromHexString("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
        foreach (var fromEnd in (int[])[64, 32])
        {
            var bytes = Answers[0].Encode();
            order.CopyTo(bytes, bytes.Length - fromEnd);
            var refusal = Assert.Throws<SealingException>(() => PartialOpening.Parse(bytes));
            Assert.Equal((SealingError.Scalar, bytes.Length - fromEnd), (refusal.Kind, refusal.Offset));
        }
    }

    public static TheoryData<int, byte, SealingError> Heads =>
        new()
        {
            { 0, 0, SealingError.Magic },
            { 8, 2, SealingError.Version },
            { 9, 1, SealingError.Suite },
            { 91, 0, SealingError.Phase },
            { 91, 9, SealingError.Phase },
            { 124, 0, SealingError.Seat },
            { 124, 16, SealingError.Seat },
            { 127, 4, SealingError.Point },
            { 126, 0, SealingError.Count },
        };

    [Theory]
    [MemberData(nameof(Heads))]
    public void Parse_WrongHead_IsRefusedByKind(int at, byte value, SealingError kind)
    {
        var bytes = Answers[0].Encode();
        bytes[at] = value;
        Assert.Equal(kind, Assert.Throws<SealingException>(() => PartialOpening.Parse(bytes)).Kind);
    }

    [Fact]
    public void Parse_AnyBytes_NeverFailsOtherwise() =>
        Gen
            .Byte.Array[0, 400]
            .Sample(
                bytes =>
                {
                    var withHead = Answers[0].Encode()[..Math.Min(130, bytes.Length / 2)].Concat(bytes).ToArray();
                    Assert.Throws<SealingException>(() => PartialOpening.Parse(withHead));
                },
                iter: 3000
            );

    private static IEnumerable<OpeningContext> Others()
    {
        var other = new SeededRandom(8).Bytes(32);
        yield return Context with
        {
            TenderRef = other,
        };
        yield return Context with
        {
            SetRoot = other,
        };
        yield return Context with
        {
            Phase = 2,
        };
        yield return Context with
        {
            Lot = Guid.Empty,
        };
    }

    private static IEnumerable<List<int>> Subsets() =>
        Enumerable
            .Range(0, 1 << 5)
            .Select(mask => Enumerable.Range(1, 5).Where(seat => (mask >> (seat - 1) & 1) == 1).ToList());

    private static List<Scalar> Draw(int count)
    {
        var random = new SeededRandom(55);
        return [.. Enumerable.Range(0, count).Select(_ => Scalar.Random(random))];
    }

    private static void AssertCount(Func<PartialOpening> make) =>
        Assert.Equal(SealingError.Count, Assert.Throws<SealingException>(make).Kind);

    private static void AssertRefused(SealingError kind, params PartialOpening[] answers) =>
        Assert.Equal(kind, Assert.Throws<SealingException>(() => Combiner.SharedPoints(KeySet, answers)).Kind);

    /// <summary>One point many times, without the memory.</summary>
    private sealed class RepeatedList(CurvePoint point, int count) : IReadOnlyList<CurvePoint>
    {
        public CurvePoint this[int index] => point;

        public int Count => count;

        public IEnumerator<CurvePoint> GetEnumerator() => Enumerable.Repeat(point, count).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
