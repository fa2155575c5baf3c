using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Tender.Ledger.Receipts;
using Tender.Ledger.Verification;
using Tender.Ledger.Windows;

namespace Tender.Vault.Anchoring;

/// <summary>The ledger as this vault uses it: its nodes, its contracts, its three accounts, and what the trust file says of them.</summary>
internal sealed class LedgerAccess
{
    internal required LedgerOptions Options { get; init; }

    internal required TrustFile Trust { get; init; }

    internal required IRpcClient Rpc { get; init; }

    internal required IEthSigner Anchorer { get; init; }

    internal required IEthSigner Registrar { get; init; }

    internal required IEthSigner Recorder { get; init; }

    internal WindowGrid Grid => Trust.Windows;

    internal ChainReader Chain => new(Rpc);

    internal AnchorLogClient AnchorLog => new(Chain, new Address(Trust.AnchorLog.Address));

    internal TenderChainClient TenderChain => new(Chain, new Address(Trust.TenderChain.Address));

    internal ITransactionSender Sender => new TransactionSender(Chain, Options.ChainId);

    internal ReceiptBuilder Builder => new(Trust);

    internal IEthSigner? SignerOf(ReadOnlySpan<byte> account)
    {
        var address = new Address(account);
        return address == Anchorer.Address ? Anchorer
            : address == Registrar.Address ? Registrar
            : address == Recorder.Address ? Recorder
            : null;
    }

    /// <summary>Reads keys and trust file; asks no node, so that a vault starts and acknowledges while the chain is down.</summary>
    internal static async Task<LedgerAccess> LoadAsync(
        LedgerOptions options,
        HttpClient http,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        var text = await File.ReadAllBytesAsync(options.TrustFile, cancel);
        return new LedgerAccess
        {
            Options = options,
            Trust = text is [(byte)'{', ..] ? TrustFile.Parse(text) : TrustFile.Open(text),
            Rpc = new JsonRpcClient(http, [.. options.Urls], options.SendTimeout, time),
            Anchorer = await EthKey.LoadAsync(options.Signers.Anchorer, cancel),
            Registrar = await EthKey.LoadAsync(options.Signers.Registrar, cancel),
            Recorder = await EthKey.LoadAsync(options.Signers.Recorder, cancel),
        };
    }
}
