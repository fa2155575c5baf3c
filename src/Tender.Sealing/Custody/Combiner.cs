namespace Tender.Sealing;

/// <summary>Turns k valid answers into the shared points of all parts (SBID1 6.2). With fewer there is no result, not even a partial one.</summary>
public static class Combiner
{
    /// <summary>The point <c>[e]Y</c> of every part, in the order of the answers' points.</summary>
    /// <param name="keySet">The tender's key set.</param>
    /// <param name="answers">Verified answers of distinct seats for one set and phase; any k of them are used.</param>
    /// <exception cref="SealingException">
    /// <see cref="SealingError.Count"/>: fewer than k answers, or of different lengths; <see cref="SealingError.Seat"/>: a seat twice;
    /// <see cref="SealingError.OtherTender"/>: answers for different sets or phases;
    /// <see cref="SealingError.Point"/>: a sum at infinity.
    /// </exception>
    public static IReadOnlyList<CurvePoint> SharedPoints(KeySet keySet, IReadOnlyList<PartialOpening> answers)
    {
        if (answers.Count < keySet.K || answers.Any(a => a.Points.Count != answers[0].Points.Count))
        {
            throw new SealingException(SealingError.Count, -1, $"{keySet.K} answers of equal length are needed");
        }

        var context = answers[0].Context.ContextString();
        if (!answers.All(a => a.Context.ContextString().AsSpan().SequenceEqual(context)))
        {
            throw new SealingException(SealingError.OtherTender, -1, "answers for different sets or phases");
        }

        var used = answers.OrderBy(a => a.Seat).Take(keySet.K).ToList();
        int[] seats = [.. used.Select(a => a.Seat)];
        Scalar[] weights = [.. seats.Select(s => Lagrange.AtZero(s, seats))];
        var shared = new CurvePoint[used[0].Points.Count];
        for (var j = 0; j < shared.Length; j++)
        {
            var part = j;
            shared[j] = CurvePoint.SumOfProducts([.. used.Select(a => a.Points[part])], weights);
            if (shared[j].IsInfinity)
            {
                throw new SealingException(SealingError.Point, -1, "a shared point at infinity");
            }
        }

        return shared;
    }
}
