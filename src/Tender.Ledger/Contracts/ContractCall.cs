using Tender.Ledger.Evm;

namespace Tender.Ledger.Contracts;

/// <summary>
/// What a transaction shall do, without nonce and signature. The gas limit follows from public facts only (kind of call, number of
/// windows), so the shape of a transaction tells nothing about bids (Ledger 5).
/// </summary>
/// <param name="To">The contract; null: a deployment.</param>
/// <param name="Data">Selector and arguments, or creation code and arguments.</param>
/// <param name="GasLimit">Most units of gas.</param>
public sealed record ContractCall(Address? To, ReadOnlyMemory<byte> Data, ulong GasLimit);

/// <summary>Names of the roles of Ledger 3.3.</summary>
public enum LedgerRole
{
    /// <summary>Appends windows to the log.</summary>
    Anchorer,

    /// <summary>Registers tenders and moves deadlines.</summary>
    Registrar,

    /// <summary>Publishes keys, seals sets, records openings and results.</summary>
    Recorder,

    /// <summary>Holds, cancels, objects and orders.</summary>
    Supervisor,
}

/// <summary>Identifiers of roles on chain.</summary>
public static class LedgerRoles
{
    /// <summary>keccak256 of the role's name in capitals, 32 bytes.</summary>
    public static byte[] Id(LedgerRole role) => Keccak256.HashText(role.ToString().ToUpperInvariant());
}
