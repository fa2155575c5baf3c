namespace Tender.Ledger.Proofs;

/// <summary>What trie nodes show about a key.</summary>
/// <param name="Holds">Whether the nodes are exactly a proof, of a value or of its absence.</param>
/// <param name="Value">The value; null when the proof shows that there is none, or does not hold.</param>
/// <param name="Detail">What is wrong when it does not hold.</param>
public sealed record TrieAnswer(bool Holds, byte[]? Value, string Detail)
{
    internal static TrieAnswer Broken(string detail) => new(false, null, detail);

    internal static TrieAnswer Found(byte[] value) => new(true, value, "");

    internal static TrieAnswer Absent { get; } = new(true, null, "");
}
