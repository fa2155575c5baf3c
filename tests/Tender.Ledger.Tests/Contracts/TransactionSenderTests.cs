using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Tender.Testing;
using Xunit;

namespace Tender.Ledger.Tests.Contracts;

public class TransactionSenderTests
{
    private static readonly ContractCall Call = new(Address.Zero, new byte[] { 1, 2, 3, 4 }, 100_000);
    private readonly EthKey key = EthKey.Draw(new SeededRandom(1));
    private readonly FakeRpc rpc = new FakeRpc().On("eth_chainId", "\"0x4f24\"");

    [Fact]
    public async Task SignAsync_ChainOfOtherId_SignsNothing()
    {
        var signer = new CountingSigner(key);
        var refused = await Assert.ThrowsAsync<WrongChainException>(() =>
            Sender(1).SignAsync(Call, 0, signer, default)
        );
        Assert.Equal(20260UL, refused.Found);
        Assert.Equal(0, signer.Signatures);
    }

    [Fact]
    public async Task SignAsync_EachSignature_AsksForTheChain()
    {
        var sender = Sender();
        await sender.SignAsync(Call, 0, key, default);
        rpc.On("eth_chainId", "\"0x1\"");
        await Assert.ThrowsAsync<WrongChainException>(() => sender.SignAsync(Call, 1, key, default));
    }

    [Fact]
    public async Task SignAsync_SameCallAndNonce_GivesTheSameBytes()
    {
        var first = await Sender().SignAsync(Call, 5, key, default);
        var second = await Sender().SignAsync(Call, 5, key, default);
        Assert.Equal(first.Raw, second.Raw);
        Assert.Equal(0, first.Transaction.GasPrice);
        Assert.DoesNotContain("eth_sendRawTransaction", rpc.Called);
    }

    [Fact]
    public async Task SendRawAsync_AlreadyKnownAndUnmined_IsPending()
    {
        Refuse(RpcMeaning.AlreadyKnown);
        rpc.On("eth_getTransactionReceipt", "null");
        Assert.Equal(new SendOutcome(SendStatus.Pending, null), await SendAsync());
    }

    [Theory]
    [InlineData(RpcMeaning.AlreadyKnown)]
    [InlineData(RpcMeaning.NonceTooLow)]
    public async Task SendRawAsync_RefusedButMined_GivesTheReceipt(RpcMeaning meaning)
    {
        Refuse(meaning);
        rpc.On("eth_getTransactionReceipt", Receipts.Json());
        var outcome = await SendAsync();
        Assert.Equal(SendStatus.Mined, outcome.Status);
        Assert.Equal(7UL, outcome.Receipt!.BlockNumber);
    }

    [Fact]
    public async Task SendRawAsync_NonceUsedByAnother_SaysSo()
    {
        Refuse(RpcMeaning.NonceTooLow);
        rpc.On("eth_getTransactionReceipt", "null");
        Assert.Equal(SendStatus.NonceUsed, (await SendAsync()).Status);
    }

    [Fact]
    public async Task SendRawAsync_OtherRefusal_IsThrown()
    {
        Refuse(RpcMeaning.Other);
        await Assert.ThrowsAsync<RpcException>(SendAsync);
    }

    [Fact]
    public async Task SendRawAsync_NodeNamesOtherHash_IsRefused()
    {
        rpc.On("eth_sendRawTransaction", $"\"0x{new string('0', 64)}\"");
        var refused = await Assert.ThrowsAsync<LedgerFormatException>(SendAsync);
        Assert.Equal(LedgerFormatError.Answer, refused.Kind);
    }

    private void Refuse(RpcMeaning meaning) =>
        rpc.On("eth_sendRawTransaction", () => throw new RpcException(-32000, "as told", meaning, null));

    private async Task<SendOutcome> SendAsync() =>
        await Sender().SendRawAsync(await Sender().SignAsync(Call, 0, key, default), default);

    private TransactionSender Sender(ulong chainId = 20260) => new(new ChainReader(rpc), chainId);

    private sealed class CountingSigner(EthKey key) : IEthSigner
    {
        internal int Signatures { get; private set; }

        public Address Address => key.Address;

        public ValueTask<EthSignature> SignAsync(ReadOnlyMemory<byte> hash, CancellationToken cancel)
        {
            Signatures++;
            return key.SignAsync(hash, cancel);
        }
    }
}
