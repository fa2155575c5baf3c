using Tender.Testing;
using Xunit;

namespace Tender.Sealing.Tests;

public class LagrangeTests
{
    [Fact]
    public void AtZero_AnySeatsOfAPolynomial_GiveItsConstant()
    {
        var random = new SeededRandom(3);
        for (var k = 2; k <= 6; k++)
        {
            var coefficients = Enumerable.Range(0, k).Select(_ => Scalar.Random(random)).ToList();
            int[] seats = [.. Enumerable.Range(1, 15).OrderBy(s => s * 7919 % 31 + random.Bytes(1)[0]).Take(k)];
            var sum = seats.Aggregate(
                Scalar.Zero,
                (s, seat) => s.Add(Lagrange.AtZero(seat, seats).Multiply(At(coefficients, seat)))
            );
            Assert.Equal(coefficients[0], sum);
        }
    }

    [Theory]
    [InlineData(0, new[] { 0, 1 })]
    [InlineData(1, new[] { 1, 1 })]
    [InlineData(-1, new[] { -1, 2 })]
    [InlineData(3, new[] { 1, 2 })]
    public void AtZero_SeatZeroDoubledOrForeign_IsRefused(int seat, int[] seats) =>
        Assert.Equal(SealingError.Seat, Assert.Throws<SealingException>(() => Lagrange.AtZero(seat, seats)).Kind);

    private static Scalar At(List<Scalar> coefficients, int seat)
    {
        var x = Scalar.From(seat);
        return Enumerable.Reverse(coefficients).Aggregate(Scalar.Zero, (v, c) => v.Multiply(x).Add(c));
    }
}
