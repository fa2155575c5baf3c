using Tender.Ledger.Proofs;
using Tender.Ledger.Verification;
using Tender.Sealing;

namespace Tender.Custodian.Release;

/// <summary>Everything on which a seat decides whether it answers a set (SBID1 13.3). Only the proof, once verified, and what is the seat's own are trusted.</summary>
internal sealed record ReleaseCase
{
    /// <summary>The seat's own clock.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>What the vault asks for.</summary>
    public required CustodyItem Item { get; init; }

    /// <summary>The section, as the vault tells it.</summary>
    public required TenderFacts Tender { get; init; }

    /// <summary>Phase, root and number of bids of the set, as the vault tells them.</summary>
    public required SetFacts Set { get; init; }

    /// <summary>The sets of the phases before, as the vault tells them.</summary>
    public required IReadOnlyList<SetFacts> Earlier { get; init; }

    /// <summary>The bids in set order.</summary>
    public required IReadOnlyList<CaseBid> Bids { get; init; }

    /// <summary>What the verifier says to the ledger proof.</summary>
    public required TenderProofReport Proof { get; init; }

    /// <summary>The key set's seats, pool and number, as the vault tells them.</summary>
    public required KeySetFacts KeyFacts { get; init; }

    /// <summary>The key set from its certificate; null when that does not hold.</summary>
    public required KeySet? KeySet { get; init; }

    /// <summary>The seat's secrets of the pool; null when it has none.</summary>
    public required SeatKeys? Keys { get; init; }

    /// <summary>The proven life of the tender; only after <see cref="Checks.LedgerProofCheck"/>.</summary>
    public ProvenTender Proven => Proof.Tender ?? throw new InvalidOperationException("The proof was not checked.");

    /// <summary>The deadline that the proof gives.</summary>
    public DateTimeOffset Deadline => DateTimeOffset.FromUnixTimeSeconds((long)Proven.Deadline);

    /// <summary>The parts of the phase in set order, then part order; only after <see cref="Checks.HeadersCheck"/>.</summary>
    public IReadOnlyList<SealedPart> Parts =>
        [.. Bids.SelectMany(b => b.Header!.Parts).Where(p => p.Phase == Item.Phase)];

    /// <summary>What the answer is for.</summary>
    public OpeningContext Context =>
        new()
        {
            TenderRef = Item.TenderRef,
            Lot = new Guid(Tender.Lot, bigEndian: true),
            Phase = (byte)Item.Phase,
            SetRoot = Set.SetRoot,
        };
}
