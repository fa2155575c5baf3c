namespace Tender.Ledger.Verification;

/// <summary>The QBFT validators of a range of blocks.</summary>
public sealed record ValidatorSet
{
    /// <summary>First height.</summary>
    public required ulong From { get; init; }

    /// <summary>Last height; absent: until further notice.</summary>
    public ulong? To { get; init; }

    /// <summary>Their addresses, 20 bytes each, ascending as in extraData.</summary>
    public required IReadOnlyList<byte[]> Addresses { get; init; }
}
