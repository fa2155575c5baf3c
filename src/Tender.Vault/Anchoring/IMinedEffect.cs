using Npgsql;
using Tender.Ledger.Evm;

namespace Tender.Vault.Anchoring;

/// <summary>What follows in the vault when a transaction of one kind is finished. Runs in the transaction that marks the row.</summary>
internal interface IMinedEffect
{
    /// <summary>Kinds of rows that this is for.</summary>
    IReadOnlyList<string> Kinds { get; }

    /// <summary>Applies it.</summary>
    Task ApplyAsync(NpgsqlConnection db, MinedRow mined, CancellationToken cancel);

    /// <summary>Wakes what follows, after the commit.</summary>
    void Announce(MinedRow mined);
}

/// <summary>A finished transaction.</summary>
/// <param name="Row">The outbox row.</param>
/// <param name="Receipt">Its receipt.</param>
/// <param name="BlockTime">Seconds since 1970 UTC.</param>
internal sealed record MinedRow(OutboxRow Row, ChainReceipt Receipt, ulong BlockTime)
{
    internal bool Succeeded => Receipt.Succeeded;

    internal DateTimeOffset At => DateTimeOffset.FromUnixTimeSeconds((long)BlockTime);
}
