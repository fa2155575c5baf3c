namespace Tender.Ledger.Evm;

/// <summary>What a node's error means to us. Codes and words differ between engines (Ledger 10).</summary>
public enum RpcMeaning
{
    /// <summary>None of the others.</summary>
    Other,

    /// <summary>The node holds this very transaction already: ask for its receipt.</summary>
    AlreadyKnown,

    /// <summary>The sender's nonce is used up: this transaction is mined, or another one took its place. Ask for the receipt.</summary>
    NonceTooLow,

    /// <summary>A contract refused.</summary>
    Reverted,

    /// <summary>The transaction was signed for another chain.</summary>
    WrongChain,
}

/// <summary>A node answered, and the answer is an error.</summary>
public sealed class RpcException : Exception
{
    /// <summary>Creates the error from the fields of the answer.</summary>
    public RpcException(int code, string message, RpcMeaning meaning, byte[]? revertData)
        : base($"{meaning} ({code}): {message}")
    {
        Code = code;
        Meaning = meaning;
        RevertData = revertData;
    }

    /// <summary>The node's number; nothing is decided on it alone.</summary>
    public int Code { get; }

    /// <summary>What it means.</summary>
    public RpcMeaning Meaning { get; }

    /// <summary>Selector and arguments of the contract's error, when the node told them.</summary>
    public byte[]? RevertData { get; }
}

/// <summary>No node could be reached in time, or none gave an answer that can be read.</summary>
public sealed class RpcUnavailableException : Exception
{
    /// <summary>Creates the error; <paramref name="failures"/> holds one failure for each node tried.</summary>
    public RpcUnavailableException(IReadOnlyList<Exception> failures)
        : base("No ledger node answered.", new AggregateException(failures)) { }
}
