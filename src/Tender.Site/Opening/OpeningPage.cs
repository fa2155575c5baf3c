using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tender.Sealing;
using Tender.Site.Notices;

namespace Tender.Site.Opening;

/// <summary>An opening as everybody sees it. Before T it consists of the notice and the clock alone.</summary>
/// <param name="Notice">The published notice.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Now">The vault's time.</param>
public sealed record OpeningPage(NoticePage Notice, OpeningStage Stage, DateTimeOffset Now)
{
    /// <summary>What the vault says; null before T.</summary>
    public OpeningFacts? Facts { get; init; }

    /// <summary>The closed set, once it stands on the ledger.</summary>
    public SetFacts? Set { get; init; }

    public Section Section => Notice.Section;

    /// <summary>Address of the verifier's bundle at the vault itself.</summary>
    public required Uri Bundle { get; init; }

    /// <summary>Key of the word for a seat. When all is over nobody waits any more: a seat that gave no answer was not needed.</summary>
    public string WordOf(SeatAnswer seat)
    {
        ArgumentNullException.ThrowIfNull(seat);
        return Stage.IsFinal() && seat.State == SeatState.Waiting ? "Seat.Silent" : $"Seat.{seat.State}";
    }

    /// <summary>Changes whenever the page would show something else; says nothing before T.</summary>
    public string Version
    {
        get
        {
            if (Stage == OpeningStage.Waiting)
            {
                return "waiting";
            }

            var text = new StringBuilder()
                .Append(Stage)
                .Append(Facts?.Count)
                .Append(Set is not null)
                .Append(Facts?.Bids?.Count);
            foreach (var bid in Facts?.Bids ?? [])
            {
                text.Append(CultureInfo.InvariantCulture, $"|{Convert.ToHexStringLower(bid.Commitment)}{bid.State}");
            }

            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
        }
    }
}
