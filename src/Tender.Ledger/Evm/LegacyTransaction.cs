using System.Numerics;

namespace Tender.Ledger.Evm;

/// <summary>
/// A type-0 transaction bound to one chain (EIP-155): the smallest common denominator of all engines (Ledger 8). Without fee: the gas
/// price is zero on both engines.
/// </summary>
public sealed record LegacyTransaction
{
    /// <summary>The chain; at least 1.</summary>
    public required ulong ChainId { get; init; }

    /// <summary>Number of transactions the sender made before.</summary>
    public required ulong Nonce { get; init; }

    /// <summary>Price of a unit of gas in wei.</summary>
    public BigInteger GasPrice { get; init; }

    /// <summary>Most units of gas that may be used.</summary>
    public required ulong GasLimit { get; init; }

    /// <summary>The contract called; null: a deployment.</summary>
    public required Address? To { get; init; }

    /// <summary>Wei sent along.</summary>
    public BigInteger Value { get; init; }

    /// <summary>Call data, or creation code.</summary>
    public required ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>What is hashed and signed: nine fields, the last three chain id, 0 and 0.</summary>
    public byte[] EncodeUnsigned() => Rlp.EncodeList([.. Fields(), RlpItem.Of(ChainId), RlpItem.Empty, RlpItem.Empty]);

    /// <summary>Signs. The signer's answer is checked by recovering its address.</summary>
    /// <exception cref="LedgerFormatException">Kind Curve: the signer's signature is not its own.</exception>
    public async ValueTask<SignedTransaction> SignAsync(IEthSigner signer, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(signer);
        var hash = Keccak256.Hash(EncodeUnsigned());
        var signature = await signer.SignAsync(hash, cancel).ConfigureAwait(false);
        if (signature.Recover(hash) != signer.Address)
            throw new LedgerFormatException(LedgerFormatError.Curve, 0, "the signature is not of the signer's own key");
        return new SignedTransaction(this, signer.Address, EncodeSigned(signature));
    }

    /// <summary>Reads a signed transaction and recovers its sender. Everything that is not the canonical form is refused.</summary>
    /// <exception cref="LedgerFormatException">Kind Rlp, Transaction or Curve.</exception>
    public static SignedTransaction Decode(ReadOnlySpan<byte> raw)
    {
        var fields = Rlp.Decode(raw).Items;
        if (fields.Count != 9)
            throw Refuse($"{fields.Count} fields, 9 wanted");
        var v = fields[6].ToUInt64();
        if (v < 37)
            throw Refuse("v names no chain (EIP-155)");
        var transaction = new LegacyTransaction
        {
            ChainId = (v - 35) / 2,
            Nonce = fields[0].ToUInt64(),
            GasPrice = fields[1].ToNumber(),
            GasLimit = fields[2].ToUInt64(),
            To = fields[3].Bytes.IsEmpty ? null : new Address(fields[3].Bytes),
            Value = fields[4].ToNumber(),
            Data = fields[5].Bytes.ToArray(),
        };
        var signature = new EthSignature(Pad(fields[7]), Pad(fields[8]), (int)((v - 35) % 2));
        var sender = signature.Recover(Keccak256.Hash(transaction.EncodeUnsigned()));
        return new SignedTransaction(transaction, sender, raw.ToArray());
    }

    private byte[] EncodeSigned(EthSignature signature) =>
        Rlp.EncodeList([
            .. Fields(),
            RlpItem.Of(checked(ChainId * 2 + 35) + (ulong)signature.Parity),
            RlpItem.Of(new BigInteger(signature.R, isUnsigned: true, isBigEndian: true)),
            RlpItem.Of(new BigInteger(signature.S, isUnsigned: true, isBigEndian: true)),
        ]);

    private RlpItem[] Fields() =>
        [
            RlpItem.Of(Nonce),
            RlpItem.Of(GasPrice),
            RlpItem.Of(GasLimit),
            To is { } to ? RlpItem.Of(to.ToBytes()) : RlpItem.Empty,
            RlpItem.Of(Value),
            RlpItem.Of(Data.Span),
        ];

    private static byte[] Pad(RlpItem field)
    {
        var number = field.ToNumber();
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return bytes.Length <= 32 ? [.. new byte[32 - bytes.Length], .. bytes] : throw Refuse("r or s above 32 bytes");
    }

    private static LedgerFormatException Refuse(string detail) => new(LedgerFormatError.Transaction, 0, detail);
}
