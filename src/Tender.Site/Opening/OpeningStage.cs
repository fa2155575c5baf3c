using Tender.Sealing;

namespace Tender.Site.Opening;

/// <summary>Where an opening stands, as the page tells it.</summary>
public enum OpeningStage
{
    /// <summary>Before T, the same for everybody.</summary>
    Waiting,

    /// <summary>T has passed; the set is being closed and written to the ledger. Nothing is shown before it stands there.</summary>
    Closing,

    /// <summary>The set stands on the ledger: names and hashes, no prices; time to object.</summary>
    SealCheck,

    /// <summary>Custodians answer one by one.</summary>
    Custodians,

    /// <summary>All bids and prices in one moment, with the record.</summary>
    Opened,

    /// <summary>Too few bids: nothing was opened.</summary>
    Failed,

    /// <summary>Ended by order.</summary>
    Cancelled,

    /// <summary>T has passed and the vault cannot be reached.</summary>
    Unreachable,
}

/// <summary>From the vault's state to the page's.</summary>
public static class OpeningStages
{
    /// <summary>Stages of the way to a record, in their order.</summary>
    public static IReadOnlyList<OpeningStage> Way { get; } =
    [OpeningStage.Waiting, OpeningStage.Closing, OpeningStage.SealCheck, OpeningStage.Custodians, OpeningStage.Opened];

    public static OpeningStage Of(OpeningFacts? facts) =>
        facts?.State switch
        {
            null => OpeningStage.Unreachable,
            VaultState.Registering or VaultState.Keyed or VaultState.Closed => OpeningStage.Closing,
            VaultState.Sealed => OpeningStage.SealCheck,
            VaultState.Opening => OpeningStage.Custodians,
            VaultState.Opened when facts.Bids is not null => OpeningStage.Opened,
            VaultState.Opened => OpeningStage.Custodians,
            VaultState.Failed => OpeningStage.Failed,
            _ => OpeningStage.Cancelled,
        };

    /// <summary>Whether nothing more will happen.</summary>
    public static bool IsFinal(this OpeningStage stage) =>
        stage is OpeningStage.Opened or OpeningStage.Failed or OpeningStage.Cancelled;
}
