using Tender.Sealing;

namespace Tender.Benchmarks.Custody;

/// <summary>One key of a finished pool, wrapped points with their labels, and the answers of all seats as they come off the wire.</summary>
internal sealed class BenchPool
{
    private readonly Dictionary<int, byte[][]> answers = [];

    private BenchPool(KeySet keySet, IReadOnlyList<Scalar> shares, int parts, IRandom random)
    {
        KeySet = keySet;
        Shares = shares;
        Core = random.Bytes(240);
        Description = random.Bytes(16);
        Labels = [.. Enumerable.Range(0, parts).Select(_ => Label(random))];
        Context = new OpeningContext
        {
            TenderRef = random.Bytes(32),
            Lot = random.NewId(),
            Phase = 1,
            SetRoot = random.Bytes(32),
        };
    }

    public KeySet KeySet { get; }

    public IReadOnlyList<Scalar> Shares { get; }

    public OpeningContext Context { get; }

    public byte[] Core { get; }

    public byte[] Description { get; }

    public IReadOnlyList<(byte[] Enc, byte[] Label)> Labels { get; }

    /// <summary>Read from their bytes each time: nothing is computed ahead on a point of an earlier run.</summary>
    public IReadOnlyList<CurvePoint> Encs(int count) => [.. Labels.Take(count).Select(l => CurvePoint.Decode65(l.Enc))];

    public PartialOpening Answer(int seat, IReadOnlyList<CurvePoint> points) =>
        PartialOpening.Make(Context, KeySet.Id, seat, Shares[seat - 1], points, SystemRandom.Instance);

    /// <summary>Answers of the first seats for the first parts, read from their bytes.</summary>
    public IReadOnlyList<PartialOpening> StoredAnswers(int parts, int seats)
    {
        if (!answers.TryGetValue(parts, out var stored))
        {
            stored = [.. Enumerable.Range(1, KeySet.N).Select(s => Answer(s, Encs(parts)).Encode())];
            answers[parts] = stored;
        }

        return [.. stored.Take(seats).Select(b => PartialOpening.Parse(b))];
    }

    public static BenchPool Make(IRandom random, int k, int n, int parts)
    {
        var secrets = Enumerable.Range(0, n).Select(_ => Scalar.Random(random)).ToList();
        var session = new PoolSession
        {
            PoolId = random.Bytes(16),
            Index = 1,
            K = k,
            SeatKeys = [.. secrets.Select(P256.Generator.Multiply)],
            Ext = random.Bytes(32),
        };
        var messages = secrets.Select((s, i) => Cocktail.Deal(session, i + 1, s, random)).ToList();
        var outcomes = secrets.Select((s, i) => Cocktail.Conclude(session, i + 1, s, messages)).ToList();
        var transcript = outcomes[0].Transcript;
        var certificate = Cocktail.Certificate(transcript, secrets.Select(s => Cocktail.Sign(s, transcript)));
        return new BenchPool(KeySet.Parse(certificate), [.. outcomes.Select(o => o.Share)], parts, random);
    }

    private (byte[] Enc, byte[] Label) Label(IRandom random)
    {
        var e = Scalar.Random(random);
        return (P256.Generator.Multiply(e).Encode65(), LabelProof.Make(Core, Description, e, random.Bytes(32)));
    }
}
