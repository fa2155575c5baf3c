using System.Numerics;

namespace Tender.Sealing;

/// <summary>Padmé: a padded size that tells only the magnitude of a length and costs at most 12 % (PURBs, Nikitin et al. 2019).</summary>
public static class Padme
{
    /// <summary>The smallest allowed size that is not below <paramref name="length"/> (bytes, 0 or more).</summary>
    public static long Size(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (length < 2)
            return length;
        var exponent = BitOperations.Log2((ulong)length);
        var mantissa = BitOperations.Log2((uint)exponent) + 1;
        var mask = (1L << (exponent - mantissa)) - 1;
        return checked(length + mask) & ~mask;
    }
}
