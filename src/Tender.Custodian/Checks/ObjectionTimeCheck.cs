using Tender.Custodian.Release;

namespace Tender.Custodian.Checks;

/// <summary>
/// The objection time is over, counted from the ledger's time of the sealed set: an omission is stopped before anybody saw a price.
/// The longest of what the vault says, what the tender says and what the seat itself demands counts.
/// </summary>
/// <param name="least">The seat's own least time.</param>
internal sealed class ObjectionTimeCheck(TimeSpan least) : IReleaseCheck
{
    public Refusal? Check(ReleaseCase facts)
    {
        var sealedAt = DateTimeOffset.FromUnixTimeSeconds((long)facts.Proven.SetOf(facts.Item.Phase)!.At);
        var seconds = Math.Clamp(facts.Tender.ObjectionSeconds, 0, 3600);
        var over = sealedAt + (least.TotalSeconds > seconds ? least : TimeSpan.FromSeconds(seconds));
        return facts.Now >= over && facts.Now >= facts.Item.ObjectionUntil
            ? null
            : new Refusal("objection-time", "the objection time is not over", true);
    }
}
