using Tender.Sealing;

namespace Tender.Site.Opening;

/// <summary>The opening for programs and for the page's own script. Before T everything but clock and stage is absent.</summary>
public sealed record OpeningState
{
    public required DateTimeOffset Now { get; init; }

    public required DateTimeOffset Deadline { get; init; }

    public required string Stage { get; init; }

    public required string Version { get; init; }

    public required bool IsFinal { get; init; }

    public int? Count { get; init; }

    public string? SetRoot { get; init; }

    public IReadOnlyList<SeatLine>? Seats { get; init; }

    public IReadOnlyList<BidLine>? Bids { get; init; }

    public string? RecordHash { get; init; }

    public static OpeningState Of(OpeningPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        return new OpeningState
        {
            Now = page.Now,
            Deadline = page.Notice.Deadline,
            Stage = Word(page.Stage.ToString()),
            Version = page.Version,
            IsFinal = page.Stage.IsFinal(),
            Count = page.Facts?.Count,
            SetRoot = Hex(page.Facts?.SetRoot),
            Seats = page
                .Facts?.Seats.Select(s => new SeatLine(s.Seat, s.Organisation, Word(s.State.ToString())))
                .ToList(),
            Bids = page.Facts?.Bids?.Select(BidLine.Of).ToList(),
            RecordHash = Hex(page.Facts?.RecordHash),
        };
    }

    internal static string? Hex(byte[]? bytes) => bytes is null ? null : Convert.ToHexStringLower(bytes);

    private static string Word(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}

/// <summary>A seat and how far it is.</summary>
public sealed record SeatLine(int Seat, string Organisation, string State);

/// <summary>An opened bid.</summary>
public sealed record BidLine(string Commitment, string OrgCode, string Company, bool Open, BidSummary? Summary)
{
    public static BidLine Of(OpenedBid bid)
    {
        ArgumentNullException.ThrowIfNull(bid);
        return new BidLine(
            OpeningState.Hex(bid.Commitment)!,
            bid.OrgCode,
            bid.Company,
            bid.State == BidState.Open,
            bid.Summary
        );
    }
}
