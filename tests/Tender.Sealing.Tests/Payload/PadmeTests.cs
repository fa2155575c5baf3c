using CsCheck;
using Xunit;

namespace Tender.Sealing.Tests;

public class PadmeTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(8, 8)]
    [InlineData(9, 10)]
    [InlineData(100, 104)]
    [InlineData(262_113, 262_144)]
    [InlineData(1_000_000, 1_015_808)]
    public void Size_OfALength_IsTheFrozenOne(long length, long expected) => Assert.Equal(expected, Padme.Size(length));

    [Fact]
    public void Size_OfAnyLength_IsNotBelowItSmallOverItAndStable() =>
        Gen.Long[2, 1L << 50]
            .Sample(
                length =>
                {
                    var size = Padme.Size(length);
                    Assert.InRange(size, length, length + length / 8 + 1);
                    Assert.Equal(size, Padme.Size(size));
                    Assert.True(Padme.Size(length + 1) >= size);
                },
                iter: 10_000
            );

    [Fact]
    public void Size_OfANegativeLength_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => Padme.Size(-1));
}
