namespace Tender.Ledger.Evm;

/// <summary>
/// The named error that a contract reverted with: one of its own, one of OpenZeppelin's, or Solidity's <c>Error</c> and <c>Panic</c>.
/// </summary>
/// <param name="Name">For example <c>WrongWindow</c>.</param>
/// <param name="Arguments">Its values: numbers as <see cref="System.Numerics.BigInteger"/>, bytes as <c>byte[]</c>.</param>
public sealed record ContractError(string Name, IReadOnlyList<object> Arguments)
{
    /// <summary>Name and values, for logs.</summary>
    public override string ToString() =>
        $"{Name}({string.Join(", ", Arguments.Select(a => a is byte[] b ? Hex.EncodeData(b) : a))})";
}
