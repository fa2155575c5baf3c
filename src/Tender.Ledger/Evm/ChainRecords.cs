using System.Text.Json;

namespace Tender.Ledger.Evm;

/// <summary>A block as a node tells it. Nothing here is proven; the verifier recomputes the hash from the header (Ledger 7, check 8).</summary>
/// <param name="Number">Height.</param>
/// <param name="Hash">32 bytes.</param>
/// <param name="ParentHash">32 bytes.</param>
/// <param name="Timestamp">Seconds since 1970 UTC.</param>
/// <param name="Json">All fields of the answer, from which the header is rebuilt.</param>
public sealed record ChainBlock(ulong Number, byte[] Hash, byte[] ParentHash, ulong Timestamp, JsonElement Json);

/// <summary>An event that a contract wrote.</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Topics">Name and indexed parameters, 32 bytes each.</param>
/// <param name="Data">The other parameters.</param>
/// <param name="BlockNumber">Height of its block.</param>
/// <param name="TransactionHash">32 bytes.</param>
public sealed record ChainLog(
    Address Contract,
    IReadOnlyList<byte[]> Topics,
    byte[] Data,
    ulong BlockNumber,
    byte[] TransactionHash
);

/// <summary>What became of a mined transaction.</summary>
/// <param name="TransactionHash">32 bytes.</param>
/// <param name="BlockNumber">Height of its block.</param>
/// <param name="BlockHash">32 bytes.</param>
/// <param name="Succeeded">False: mined and reverted; the nonce is used, nothing else happened.</param>
/// <param name="GasUsed">Units of gas.</param>
/// <param name="Deployed">The new contract of a deployment.</param>
/// <param name="Logs">Its events in order.</param>
public sealed record ChainReceipt(
    byte[] TransactionHash,
    ulong BlockNumber,
    byte[] BlockHash,
    bool Succeeded,
    ulong GasUsed,
    Address? Deployed,
    IReadOnlyList<ChainLog> Logs
);

/// <summary>Trie nodes from a state root to an account and from the account to storage slots (EIP-1186), as told by a node, unproven.</summary>
/// <param name="AccountProof">Nodes from the state root down.</param>
/// <param name="StorageProofs">For each asked key the nodes from the storage root down, in the order of the keys.</param>
public sealed record ChainProof(IReadOnlyList<byte[]> AccountProof, IReadOnlyList<IReadOnlyList<byte[]>> StorageProofs);
