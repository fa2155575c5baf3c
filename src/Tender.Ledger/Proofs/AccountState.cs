using System.Numerics;
using Tender.Ledger.Evm;

namespace Tender.Ledger.Proofs;

/// <summary>What the state trie holds of an account.</summary>
/// <param name="Nonce">Transactions so far.</param>
/// <param name="Balance">In wei.</param>
/// <param name="StorageRoot">Root of its storage trie.</param>
/// <param name="CodeHash">Keccak-256 of its code.</param>
public sealed record AccountState(ulong Nonce, BigInteger Balance, byte[] StorageRoot, byte[] CodeHash)
{
    /// <summary>Looks an account up; null when the proof does not hold or shows that there is none (<paramref name="detail"/> tells).</summary>
    public static AccountState? Prove(
        ReadOnlySpan<byte> stateRoot,
        Address account,
        IReadOnlyList<byte[]> nodes,
        out string detail
    )
    {
        var answer = MerklePatricia.Read(stateRoot, Keccak256.Hash(account.ToBytes()), nodes);
        detail = answer.Holds ? "the account does not exist" : answer.Detail;
        return answer.Value is null ? null : Decode(answer.Value, out detail);
    }

    /// <summary>Looks a storage slot up.</summary>
    /// <param name="key">Its storage key (<see cref="StorageKeys"/>).</param>
    /// <param name="nodes">Nodes from the storage root.</param>
    /// <param name="detail">What is wrong when the proof does not hold.</param>
    /// <returns>32 bytes, zeros when there is nothing; null when the proof does not hold.</returns>
    public byte[]? ProveSlot(ReadOnlySpan<byte> key, IReadOnlyList<byte[]> nodes, out string detail)
    {
        var answer = MerklePatricia.Read(StorageRoot, Keccak256.Hash(key), nodes);
        detail = answer.Detail;
        if (!answer.Holds)
            return null;
        if (answer.Value is null)
            return new byte[32];
        try
        {
            var value = Rlp.Decode(answer.Value);
            var number = value.ToNumber();
            detail = number.IsZero || value.Bytes.Length > 32 ? "a value that no trie holds" : "";
            return detail.Length > 0 ? null : [.. new byte[32 - value.Bytes.Length], .. value.Bytes];
        }
        catch (LedgerFormatException wrong)
        {
            detail = wrong.Message;
            return null;
        }
    }

    private static AccountState? Decode(byte[] rlp, out string detail)
    {
        try
        {
            detail = "";
            var items = Rlp.Decode(rlp).Items;
            if (items.Count != 4)
                throw new LedgerFormatException(LedgerFormatError.Rlp, 0, "an account has four fields");
            return new AccountState(
                items[0].ToUInt64(),
                items[1].ToNumber(),
                items[2].ToBytes(32),
                items[3].ToBytes(32)
            );
        }
        catch (LedgerFormatException wrong)
        {
            detail = wrong.Message;
            return null;
        }
    }
}
