namespace Tender.Ledger.Proofs;

/// <summary>One bid of a sealed set (SBID1 13): 128 bytes go into the tree, names do not.</summary>
public sealed record SetEntry
{
    /// <summary>The ledger leaf.</summary>
    public required byte[] Commitment { get; init; }

    /// <summary>SHA-256 of the sealed file's header.</summary>
    public required byte[] HeaderHash { get; init; }

    /// <summary>Root of the sealed file's tree.</summary>
    public required byte[] TreeRoot { get; init; }

    /// <summary>SHA-256 of the statement's CMS message.</summary>
    public required byte[] StatementHash { get; init; }

    /// <summary>Unified social credit code of the bidder; bound by the statement, not by the tree.</summary>
    public required string OrgCode { get; init; }

    /// <summary>The bidder's name; bound by the statement, not by the tree.</summary>
    public required string Company { get; init; }

    /// <summary><c>commitment | headerHash | treeRoot | statementHash</c>.</summary>
    public byte[] ToBytes() => [.. Commitment, .. HeaderHash, .. TreeRoot, .. StatementHash];
}
