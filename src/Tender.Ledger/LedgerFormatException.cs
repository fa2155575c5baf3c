namespace Tender.Ledger;

/// <summary>Which kind of bytes were not what they must be.</summary>
public enum LedgerFormatError
{
    /// <summary>Not hexadecimal, odd, of the wrong length or in the wrong letter case.</summary>
    Hex,

    /// <summary>RLP that is not the one canonical encoding (Ethereum yellow paper, appendix B).</summary>
    Rlp,

    /// <summary>An account address of the wrong length or with a wrong EIP-55 checksum.</summary>
    Address,

    /// <summary>A number or point outside the curve secp256k1, or a signature outside its allowed range.</summary>
    Curve,

    /// <summary>Not a signed EIP-155 transaction.</summary>
    Transaction,

    /// <summary>Arguments, results, events or errors that do not follow the contract ABI.</summary>
    Abi,

    /// <summary>An answer of a node that lacks a field or holds one of the wrong shape.</summary>
    Answer,

    /// <summary>A member with another length or range than its format allows.</summary>
    Member,

    /// <summary>JSON that is not the one canonical text of its record (RFC 8785), or not that record at all.</summary>
    Json,

    /// <summary>A block header that does not have the fields of its time, or extra data that is not QBFT's.</summary>
    Header,

    /// <summary>A bundle that is not the one zip form of Ledger 6, or whose entries are not those of its manifest.</summary>
    Bundle,

    /// <summary>A signed trust file whose signature or signer does not hold.</summary>
    Trust,
}

/// <summary>Bytes of the ledger that cannot be read. Parsers throw it; verifications return reports instead.</summary>
public sealed class LedgerFormatException : FormatException
{
    /// <summary>Creates the refusal.</summary>
    /// <param name="kind">What the bytes should have been.</param>
    /// <param name="offset">Where reading stopped, in bytes (text: characters) from the start of the given input.</param>
    /// <param name="detail">For the log; no person sees it.</param>
    public LedgerFormatException(LedgerFormatError kind, long offset, string detail)
        : base($"{kind} at {offset}: {detail}")
    {
        Kind = kind;
        Offset = offset;
    }

    /// <summary>What the bytes should have been.</summary>
    public LedgerFormatError Kind { get; }

    /// <summary>Where reading stopped.</summary>
    public long Offset { get; }
}
