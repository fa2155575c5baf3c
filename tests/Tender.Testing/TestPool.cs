using Tender.Sealing;

namespace Tender.Testing;

/// <summary>A finished pool of honest seats, from seeded chance: what custodians, vault and verifier work with.</summary>
public sealed class TestPool
{
    private TestPool() { }

    public required byte[] PoolId { get; init; }

    public required IReadOnlyList<PoolSession> Sessions { get; init; }

    /// <summary>Secrets of each seat, with all shares.</summary>
    public required IReadOnlyList<SeatKeys> Seats { get; init; }

    /// <summary>Round 1: for each seat, a message for each key.</summary>
    public required IReadOnlyList<IReadOnlyList<CocktailMessage>> Messages { get; init; }

    public required IReadOnlyList<KeySet> KeySets { get; init; }

    public int K => Sessions[0].K;

    public int N => Sessions[0].N;

    /// <summary>Makes <paramref name="keys"/> keys of k of n seats; key 0 is the rehearsal key.</summary>
    public static TestPool Make(IRandom random, int k, int n, int keys = 1)
    {
        var poolId = random.Bytes(16);
        var ext = random.Bytes(32);
        List<SeatKeys> seats = [.. Enumerable.Range(1, n).Select(i => SeatKeys.Draw(poolId, i, random))];
        List<PoolSession> sessions =
        [
            .. Enumerable
                .Range(0, keys)
                .Select(j => new PoolSession
                {
                    PoolId = poolId,
                    Index = (uint)j,
                    K = k,
                    SeatKeys = [.. seats.Select(s => s.PublicKey())],
                    Ext = ext,
                }),
        ];
        List<IReadOnlyList<CocktailMessage>> messages =
        [
            .. seats.Select(s =>
                (IReadOnlyList<CocktailMessage>)
                    [.. sessions.Select(session => Cocktail.Deal(session, s.Seat, s.Secret, random))]
            ),
        ];
        return Conclude(poolId, seats, sessions, messages);
    }

    /// <summary>A seat's answer for one key.</summary>
    public PartialOpening Answer(
        int seat,
        int key,
        OpeningContext context,
        IReadOnlyList<CurvePoint> encs,
        IRandom random
    ) => PartialOpening.Make(context, KeySets[key].Id, seat, Seats[seat - 1].Shares[key].Secret, encs, random);

    private static TestPool Conclude(
        byte[] poolId,
        List<SeatKeys> seats,
        List<PoolSession> sessions,
        List<IReadOnlyList<CocktailMessage>> messages
    )
    {
        var shares = seats.ConvertAll(_ => new List<SeatShare>());
        var keySets = new List<KeySet>();
        foreach (var session in sessions)
        {
            IReadOnlyList<CocktailMessage> dealt = [.. messages.Select(m => m[(int)session.Index])];
            var signatures = new List<byte[]>();
            byte[] transcript = [];
            foreach (var seat in seats)
            {
                var outcome = Cocktail.Conclude(session, seat.Seat, seat.Secret, dealt);
                transcript = outcome.Transcript;
                signatures.Add(Cocktail.Sign(seat.Secret, transcript));
                shares[seat.Seat - 1].Add(SeatShare.Of(session.Index, outcome));
            }

            keySets.Add(KeySet.Parse(Cocktail.Certificate(transcript, signatures)));
        }

        return new TestPool
        {
            PoolId = poolId,
            Sessions = sessions,
            Seats = [.. seats.Select((s, i) => s with { Shares = shares[i] })],
            Messages = messages,
            KeySets = keySets,
        };
    }
}
