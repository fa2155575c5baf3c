using System.Security.Cryptography;

namespace Tender.Sealing;

/// <summary>
/// An opening of dummies with the pool's rehearsal key (SBID1 9.4): shows that k seats can open, and never touches a live key. Whoever
/// draws it knows the results beforehand and compares.
/// </summary>
public sealed class Rehearsal
{
    /// <summary>The key of every pool that only rehearsals use. It MUST NOT be bound to a tender, and a seat MUST refuse to open one with it.</summary>
    public const uint KeyIndex = 0;

    private readonly IReadOnlyList<Scalar> ephemerals;

    private Rehearsal(IReadOnlyList<Scalar> ephemerals, IReadOnlyList<CurvePoint> encs) =>
        (this.ephemerals, Encs) = (ephemerals, encs);

    /// <summary>The dummies' points.</summary>
    public IReadOnlyList<CurvePoint> Encs { get; }

    /// <summary>Draws dummies.</summary>
    /// <param name="parts">How many, 1 to 65,535.</param>
    /// <param name="random">For the ephemeral scalars.</param>
    public static Rehearsal Draw(int parts, IRandom random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(parts, PartialOpening.MaxParts);
        List<Scalar> drawn = [.. Enumerable.Range(0, parts).Select(_ => Scalar.Random(random))];
        return new Rehearsal(drawn, [.. drawn.Select(P256.Generator.Multiply)]);
    }

    /// <summary>What answers are for: a context of no tender, bound to the dummies.</summary>
    public static OpeningContext ContextOf(IReadOnlyList<CurvePoint> encs) =>
        new()
        {
            TenderRef = SHA256.HashData("SBID1-REHEARSAL"u8),
            Lot = Guid.Empty,
            Phase = 1,
            SetRoot = SHA256.HashData([.. encs.SelectMany(e => e.Encode33())]),
        };

    /// <summary>A seat's answer.</summary>
    /// <param name="keySet">Must be the pool's rehearsal key.</param>
    /// <param name="keys">The seat's secrets of the pool.</param>
    /// <param name="encs">The dummies.</param>
    /// <param name="random">For the proof.</param>
    /// <exception cref="SealingException"><see cref="SealingError.OtherTender"/>: a live key, another pool's, or one that this seat has no share of.</exception>
    public static PartialOpening Answer(KeySet keySet, SeatKeys keys, IReadOnlyList<CurvePoint> encs, IRandom random)
    {
        var share = keys.FindShare(keySet);
        if (share is null || !keySet.IsKey(keys.PoolId, KeyIndex))
        {
            throw new SealingException(SealingError.OtherTender, -1, "not the rehearsal key of this seat's pool");
        }

        return PartialOpening.Make(ContextOf(encs), keySet.Id, keys.Seat, share.Secret, encs, random);
    }

    /// <summary>Whether these answers open all dummies: each one valid, and at least k.</summary>
    public bool IsPassed(KeySet keySet, IReadOnlyList<PartialOpening> answers)
    {
        var context = ContextOf(Encs);
        if (
            answers.Select(a => a.Seat).Distinct().Count() < Math.Max(keySet.K, answers.Count)
            || !answers.All(a => a.IsValid(context, keySet, Encs))
        )
        {
            return false;
        }

        var expected = ephemerals.Select(keySet.PublicKey.Multiply);
        return Combiner.SharedPoints(keySet, answers).SequenceEqual(expected);
    }
}
