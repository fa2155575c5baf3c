using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Xunit;

namespace Tender.Ledger.Tests.Contracts;

public class ReceiptWaiterTests
{
    private readonly FakeRpc rpc = new FakeRpc()
        .On("eth_getTransactionReceipt", Receipts.Json())
        .On("eth_blockNumber", "\"0x7\"")
        .On("eth_getBlockByNumber", Receipts.Block());

    [Fact]
    public async Task WaitAsync_MinedAndSettled_GivesTheReceipt() => Assert.True((await WaitAsync()).Succeeded);

    [Fact]
    public async Task WaitAsync_NotYetMined_AsksAgain()
    {
        AnswerInTurn("eth_getTransactionReceipt", "null", "null", Receipts.Json());
        Assert.Equal(7UL, (await WaitAsync()).BlockNumber);
        Assert.Equal(3, rpc.Called.Count(m => m == "eth_getTransactionReceipt"));
    }

    [Fact]
    public async Task WaitAsync_DepthNotReached_WaitsForBlocksAbove()
    {
        AnswerInTurn("eth_blockNumber", "\"0x7\"", "\"0x8\"", "\"0x9\"");
        await WaitAsync(depth: 2);
        Assert.Equal(3, rpc.Called.Count(m => m == "eth_blockNumber"));
    }

    [Fact]
    public async Task WaitAsync_NodeAwayForAWhile_AsksAgain()
    {
        var away = 3;
        rpc.On("eth_blockNumber", () => away-- > 0 ? throw new RpcUnavailableException([]) : "\"0x7\"");
        Assert.True((await WaitAsync()).Succeeded);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("other")]
    public async Task WaitAsync_BlockGoneOrAnother_Alarms(string block)
    {
        rpc.On("eth_getBlockByNumber", block == "null" ? "null" : Receipts.Block('d'));
        await Assert.ThrowsAsync<ChainInconsistentException>(() => WaitAsync());
        Assert.Equal(ReceiptWaiter.Patience, rpc.Called.Count(m => m == "eth_getBlockByNumber"));
    }

    [Fact]
    public async Task WaitAsync_BlockAnotherOnceOnly_AsksAgain()
    {
        AnswerInTurn("eth_getBlockByNumber", Receipts.Block('d'), Receipts.Block());
        Assert.True((await WaitAsync()).Succeeded);
    }

    [Fact]
    public async Task WaitAsync_ReceiptWithoutStatus_Alarms()
    {
        rpc.On("eth_getTransactionReceipt", Receipts.Json(status: ""));
        await Assert.ThrowsAsync<ChainInconsistentException>(() => WaitAsync());
    }

    [Fact]
    public async Task WaitAsync_ReceiptOfAnotherTransaction_Alarms()
    {
        rpc.On("eth_getTransactionReceipt", Receipts.Json(transaction: 'e'));
        await Assert.ThrowsAsync<ChainInconsistentException>(() => WaitAsync());
    }

    [Fact]
    public async Task WaitAsync_Reverted_IsReturnedNotThrown()
    {
        rpc.On("eth_getTransactionReceipt", Receipts.Json(status: "\"status\":\"0x0\","));
        Assert.False((await WaitAsync()).Succeeded);
    }

    private void AnswerInTurn(string method, params string[] answers)
    {
        var next = 0;
        rpc.On(method, () => answers[Math.Min(next++, answers.Length - 1)]);
    }

    private Task<ChainReceipt> WaitAsync(ulong depth = 0) =>
        new ReceiptWaiter(new ChainReader(rpc), depth, TimeSpan.Zero, TimeProvider.System).WaitAsync(
            Receipts.Hash,
            default
        );
}
