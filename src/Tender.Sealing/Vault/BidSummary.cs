namespace Tender.Sealing;

/// <summary>Part 1 of a bid, the sheet that is read out (SBID1 5): the plaintext is this record's JSON.</summary>
public sealed record BidSummary
{
    /// <summary>The longest summary, bytes (64 KiB).</summary>
    public const int MaxLength = 64 * 1024;

    /// <summary>Number of the part that holds it.</summary>
    public const byte PartId = 1;

    /// <summary>Version, 1.</summary>
    public required int V { get; init; }

    /// <summary>Price, fen.</summary>
    public required long PriceFen { get; init; }

    /// <summary>Construction or delivery period, days.</summary>
    public required int PeriodDays { get; init; }

    /// <summary>Promised quality.</summary>
    public required string Quality { get; init; }

    /// <summary>Name of the project manager.</summary>
    public required string Manager { get; init; }

    /// <summary>Reads a summary.</summary>
    /// <exception cref="SealingException"><see cref="SealingError.Json"/>, <see cref="SealingError.Version"/>, <see cref="SealingError.Value"/>.</exception>
    public static BidSummary Parse(ReadOnlySpan<byte> utf8)
    {
        var summary = WireJson.Read<BidSummary>(utf8, MaxLength);
        if (summary.V != 1)
        {
            throw new SealingException(SealingError.Version, -1, "version of the summary");
        }

        var fits =
            summary.PriceFen is >= 0 and <= 1_000_000_000_000_00
            && summary.PeriodDays is >= 0 and <= 100_000
            && summary.Quality.Length <= 200
            && summary.Manager.Length <= 100;
        return fits
            ? summary
            : throw new SealingException(SealingError.Value, -1, "a value of the summary is out of range");
    }

    /// <summary>The plaintext of part 1.</summary>
    public byte[] Write() => WireJson.Write(this);
}
