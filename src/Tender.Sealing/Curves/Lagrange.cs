namespace Tender.Sealing;

/// <summary>Interpolation at 0 over seat numbers (Shamir 1979): how k seats act as one.</summary>
public static class Lagrange
{
    /// <summary>
    /// The coefficient of seat <paramref name="seat"/> among <paramref name="seats"/>: product over b != a of b / (b - a) mod q (SBID1 6.2).
    /// </summary>
    /// <exception cref="SealingException"><see cref="SealingError.Seat"/>: a seat below 1, doubled, or the asked one not among them.</exception>
    public static Scalar AtZero(int seat, IReadOnlyCollection<int> seats)
    {
        if (seats.Any(s => s < 1) || seats.Distinct().Count() != seats.Count || !seats.Contains(seat))
        {
            throw new SealingException(SealingError.Seat, -1, "seats are distinct and at least 1");
        }

        var own = Scalar.From(seat);
        var numerator = Scalar.One;
        var denominator = Scalar.One;
        foreach (var other in seats.Where(s => s != seat).Select(Scalar.From))
        {
            numerator = numerator.Multiply(other);
            denominator = denominator.Multiply(other.Subtract(own));
        }

        return numerator.Multiply(denominator.Invert());
    }
}
