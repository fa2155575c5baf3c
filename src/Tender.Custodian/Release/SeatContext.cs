using Tender.Custodian.History;
using Tender.Ledger.Verification;
using Tender.Sealing;
using Tender.Vault.Client;

namespace Tender.Custodian.Release;

/// <summary>What a running seat is and has.</summary>
internal sealed record SeatContext
{
    /// <summary>Number, certificate and account.</summary>
    public required SeatIdentity Identity { get; init; }

    /// <summary>Keys of its pools.</summary>
    public required SeatFolder Folder { get; init; }

    /// <summary>What it answered.</summary>
    public required AnswerHistory History { get; init; }

    /// <summary>The chain, contracts and certificates that count.</summary>
    public required TrustFile TrustFile { get; init; }

    /// <summary>The authorities with their newest revocation lists.</summary>
    public required Func<TrustList> Trust { get; init; }

    /// <summary>The seat's own least time between the sealed set and its answer.</summary>
    public required TimeSpan LeastObjection { get; init; }

    /// <summary>Confirmations by a person; null: automatic.</summary>
    public Confirmations? Confirmations { get; init; }

    /// <summary>Smallest threshold of key sets: 2, in Production 3.</summary>
    public required int SmallestK { get; init; }
}
