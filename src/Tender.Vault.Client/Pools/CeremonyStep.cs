namespace Tender.Vault.Client;

/// <summary>What <see cref="SeatCeremony.AdvanceAsync"/> did.</summary>
public enum CeremonyStep
{
    /// <summary>No pool, or nothing to do in it.</summary>
    Idle,

    /// <summary>The seat named its static key and account.</summary>
    Joined,

    /// <summary>The seat sent its messages of round 1.</summary>
    Dealt,

    /// <summary>The seat waits for the others.</summary>
    Waiting,

    /// <summary>The seat checked everything and sent its signatures.</summary>
    Signed,

    /// <summary>All keys of the pool are made.</summary>
    Closed,

    /// <summary>The ceremony failed; <see cref="Tender.Sealing.PoolFacts.Culprit"/> says by whom.</summary>
    Aborted,
}
