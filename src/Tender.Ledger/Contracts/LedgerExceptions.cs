using Tender.Ledger.Evm;

namespace Tender.Ledger.Contracts;

/// <summary>A contract refused, or would refuse.</summary>
public sealed class ContractRevertedException : Exception
{
    /// <summary>Creates the refusal.</summary>
    /// <param name="error">The contract's named error; null when the node did not tell it.</param>
    /// <param name="inner">What the node said.</param>
    public ContractRevertedException(ContractError? error, Exception? inner)
        : base(error is null ? "The contract refused and told no reason." : $"The contract refused: {error}", inner) =>
        Error = error;

    /// <summary>The contract's named error with its values.</summary>
    public ContractError? Error { get; }

    internal static ContractRevertedException Of(RpcException e)
    {
        // The errors of both contracts have different selectors or the same meaning, so either interface may read them.
        var data = e.RevertData ?? [];
        var error =
            ContractArtifact.TenderChain.Abi.DecodeError(data) ?? ContractArtifact.AnchorLog.Abi.DecodeError(data);
        return new ContractRevertedException(error, e);
    }
}

/// <summary>The node belongs to another chain than the configured one.</summary>
public sealed class WrongChainException : Exception
{
    /// <summary>Creates the refusal.</summary>
    public WrongChainException(ulong expected, ulong found)
        : base($"Chain {found} answered, {expected} is configured; nothing was signed.") => Found = found;

    /// <summary>The chain id that the node told.</summary>
    public ulong Found { get; }
}

/// <summary>Answers of the nodes contradict each other, also after several tries: stop and alarm (Ledger 10).</summary>
public sealed class ChainInconsistentException : Exception
{
    /// <summary>Creates the alarm.</summary>
    public ChainInconsistentException(string message)
        : base(message) { }
}
