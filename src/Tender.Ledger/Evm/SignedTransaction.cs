namespace Tender.Ledger.Evm;

/// <summary>
/// A transaction with its bytes and hash, known before anything is sent: store them first, then send the same bytes as often as needed
/// (Ledger 8, step 4).
/// </summary>
public sealed class SignedTransaction
{
    internal SignedTransaction(LegacyTransaction transaction, Address sender, byte[] raw)
    {
        Transaction = transaction;
        Sender = sender;
        Raw = raw;
        Hash = Keccak256.Hash(raw);
    }

    /// <summary>What was signed.</summary>
    public LegacyTransaction Transaction { get; }

    /// <summary>The account that signed.</summary>
    public Address Sender { get; }

    /// <summary>The bytes that are sent.</summary>
    public byte[] Raw { get; }

    /// <summary>Keccak-256 of <see cref="Raw"/>, 32 bytes: its name on the chain.</summary>
    public byte[] Hash { get; }

    /// <summary>Where the contract of a deployment comes to lie; null for a call.</summary>
    public Address? Deployed => Transaction.To is null ? Address.OfDeployment(Sender, Transaction.Nonce) : null;
}
