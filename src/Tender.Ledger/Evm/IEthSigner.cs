namespace Tender.Ledger.Evm;

/// <summary>Holds one private key and signs with it. A key file on development machines, an HSM in production (Ledger 3.3).</summary>
public interface IEthSigner
{
    /// <summary>The account of the key.</summary>
    Address Address { get; }

    /// <summary>
    /// Signs a hash of 32 bytes. Implementations MUST return the low-s form with the matching parity; callers check it by recovering
    /// the address.
    /// </summary>
    ValueTask<EthSignature> SignAsync(ReadOnlyMemory<byte> hash, CancellationToken cancel);
}
