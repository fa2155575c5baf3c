using Tender.Sealing;

namespace Tender.Site.Tests.Support;

/// <summary>A section in the vault by hand. Bids may be in it before the deadline; it says nothing of them until then.</summary>
public sealed class FakeSection(TenderOrder order)
{
    public TenderOrder Order { get; } = order;

    /// <summary>As the last order of a change says.</summary>
    public DateTimeOffset Deadline { get; set; } = order.Deadline!.Value;

    public bool Held { get; set; }

    public byte[]? KeySetId { get; set; }

    /// <summary>Bids that lie in the vault.</summary>
    public IReadOnlyList<FakeBid> Bids { get; set; } = [];

    /// <summary>How far the opening is, once the deadline has passed.</summary>
    public VaultState After { get; set; } = VaultState.Closed;

    public IReadOnlyList<SeatState> Seats { get; set; } = [SeatState.Waiting, SeatState.Waiting, SeatState.Waiting];

    public VaultState StateAt(DateTimeOffset now) =>
        KeySetId is null ? VaultState.Registering
        : Before(now) ? VaultState.Keyed
        : Bids.Count < Order.MinBids ? VaultState.Failed
        : After;

    private bool Before(DateTimeOffset now) => Held || now < Deadline;

    public OpeningFacts Opening(DateTimeOffset now)
    {
        var state = StateAt(now);
        var over = !Before(now);
        var open = over && state == VaultState.Opened;
        return new OpeningFacts
        {
            TenderRef = Order.TenderRef,
            State = state,
            Deadline = Deadline,
            Phase = 1,
            Count = over ? Bids.Count : null,
            SetRoot = over ? Some.Hash("set root") : null,
            Seats = KeySetId is null
                ? []
                : [.. Seats.Select((s, i) => new SeatAnswer(i + 1, Some.Seats[i], over ? s : SeatState.Waiting))],
            Bids = open ? [.. Bids.Select(b => b.Opened())] : null,
            RecordHash = open ? Some.Hash("record") : null,
            Record = open ? "{}" : null,
            Salt = open ? Some.Hash("salt") : null,
        };
    }

    public SetFacts? Set(DateTimeOffset now) =>
        Before(now)
            ? null
            : new SetFacts
            {
                TenderRef = Order.TenderRef,
                Phase = 1,
                SetRoot = Some.Hash("set root"),
                Count = Bids.Count,
                Entries = [.. Bids.Select(b => b.Entry())],
                TxHash = Some.Hash("transaction"),
            };
}

/// <summary>A bid in the vault by hand.</summary>
public sealed record FakeBid(string OrgCode, string Company, long PriceFen, int PeriodDays = 180, string? Unread = null)
{
    public string Manager { get; init; } = "陈工";

    public OpenedBid Opened() =>
        new()
        {
            Commitment = Some.Hash(OrgCode),
            OrgCode = OrgCode,
            Company = Company,
            State = Unread is null ? BidState.Open : BidState.Unread,
            Reason = Unread,
            Summary = Unread is null
                ? new BidSummary
                {
                    V = 1,
                    PriceFen = PriceFen,
                    PeriodDays = PeriodDays,
                    Quality = "合格",
                    Manager = Manager,
                }
                : null,
        };

    public SetEntryFacts Entry() =>
        new()
        {
            Commitment = Some.Hash(OrgCode),
            HeaderHash = Some.Hash(OrgCode + "h"),
            TreeRoot = Some.Hash(OrgCode + "t"),
            StatementHash = Some.Hash(OrgCode + "s"),
            OrgCode = OrgCode,
            Company = Company,
        };
}
