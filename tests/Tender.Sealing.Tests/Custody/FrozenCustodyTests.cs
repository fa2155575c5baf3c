using Tender.Testing;
using Xunit;

namespace Tender.Sealing.Tests;

/// <summary>Key sets and partial openings, frozen with all their chance: made again here, read by the twin in the browser.</summary>
public class FrozenCustodyTests
{
    [Theory]
    [InlineData(2, 3)]
    [InlineData(3, 5)]
    public void KeySet_MadeAgain_IsTheFrozenOne(int k, int n)
    {
        var random = new RecordingRandom(new SeededRandom((ulong)(1000 * k + n)));
        var pool = TestPool.Make(random, k, n);
        Frozen.AssertJson($"sbid1/keyset-{k}-of-{n}.json", Describe(pool, random));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(50)]
    public void PartialOpenings_MadeAgain_AreTheFrozenOnes(int parts)
    {
        var pool = TestPool.Make(new SeededRandom(2003), 2, 3);
        var random = new SeededRandom((ulong)(7000 + parts));
        var context = new OpeningContext
        {
            TenderRef = random.Bytes(32),
            Lot = random.NewId(),
            Phase = (byte)(parts == 2 ? 2 : 1),
            SetRoot = random.Bytes(32),
        };
        List<Scalar> ephemerals = [.. Enumerable.Range(0, parts).Select(_ => Scalar.Random(random))];
        List<CurvePoint> encs = [.. ephemerals.Select(P256.Generator.Multiply)];
        var hedges = new RecordingRandom(random);
        var answers = pool.Seats.Select(s => pool.Answer(s.Seat, 0, context, encs, hedges)).ToList();
        Assert.All(answers, a => Assert.True(a.IsValid(context, pool.KeySets[0], encs)));
        var shared = Combiner.SharedPoints(pool.KeySets[0], answers);
        Assert.Equal(ephemerals.Select(pool.KeySets[0].PublicKey.Multiply), shared);
        Frozen.AssertJson(
            $"sbid1/partial-{parts}.json",
            new
            {
                V = 1,
                KeySet = "keyset-2-of-3.json",
                TenderRef = Frozen.Hex(context.TenderRef.Span),
                Lot = Frozen.Hex(context.Lot.ToByteArray(bigEndian: true)),
                context.Phase,
                SetRoot = Frozen.Hex(context.SetRoot.Span),
                ContextString = System.Text.Encoding.ASCII.GetString(context.ContextString()),
                Ephemerals = ephemerals.Select(e => Frozen.Hex(e.Encode())),
                Encs = encs.Select(e => Frozen.Hex(e.Encode65())),
                Answers = answers.Select(
                    (a, i) =>
                        new
                        {
                            a.Seat,
                            Hedge = Frozen.Hex(hedges.Drawn[i]),
                            Message = Frozen.Hex(a.Encode()),
                        }
                ),
                Shared = shared.Select(s => Frozen.Hex(s.Encode65())),
            }
        );
    }

    private static object Describe(TestPool pool, RecordingRandom random)
    {
        var keySet = pool.KeySets[0];
        var messages = pool.Messages.Select(m => m[0]).ToList();
        return new
        {
            V = 1,
            pool.K,
            pool.N,
            PoolId = Frozen.Hex(pool.PoolId),
            Index = 0,
            Ext = Frozen.Hex(keySet.Ext.Span),
            Context = Frozen.Hex(keySet.Context.Span),
            Drawn = random.Drawn.Select(d => Frozen.Hex(d)),
            Seats = pool.Seats.Select(s => new
            {
                s.Seat,
                StaticKey = Frozen.Hex(s.StaticKey),
                PublicKey = Frozen.Hex(s.PublicKey().Encode33()),
                Message = Frozen.Hex(messages[s.Seat - 1].Encode()),
                Share = Frozen.Hex(s.Shares[0].Share),
                PublicShare = Frozen.Hex(keySet.PublicShare(s.Seat).Encode33()),
            }),
            TranscriptHash = Frozen.Hex(keySet.TranscriptHash()),
            Certificate = Frozen.Hex(keySet.Certificate.Span),
            KeySetId = Frozen.Hex(keySet.Id.Span),
            PublicKey = Frozen.Hex(keySet.PublicKey.Encode65()),
            KeyHash = Frozen.Hex(keySet.KeyHash()),
        };
    }
}
