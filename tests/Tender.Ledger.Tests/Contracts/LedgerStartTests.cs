using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Tender.Testing;
using Xunit;

namespace Tender.Ledger.Tests.Contracts;

public class LedgerStartTests
{
    private static readonly Address Own = EthKey.Draw(new SeededRandom(1)).Address;

    [Fact]
    public void CheckOptions_DevelopmentOnOneNode_IsTaken()
    {
        var options = Options();
        options.SealType = LedgerSealType.Dev;
        options.Urls = [new Uri("http://127.0.0.1:1")];
        Assert.Empty(new LedgerStart(options, production: false).CheckOptions([Own]));
    }

    [Fact]
    public void CheckOptions_WholeProduction_IsTaken() =>
        Assert.Empty(new LedgerStart(Options(), production: true).CheckOptions([Own]));

    [Fact]
    public void CheckOptions_ProductionOnDevelopmentChain_IsRefused()
    {
        var options = Options();
        options.SealType = LedgerSealType.Dev;
        AssertFinding(options, "SealType");
    }

    [Fact]
    public void CheckOptions_ProductionWithOneNodeTwice_IsRefused()
    {
        var options = Options();
        options.Urls = [options.Urls[0], options.Urls[0]];
        AssertFinding(options, "two nodes");
    }

    [Fact]
    public void CheckOptions_ProductionWithPublishedKey_IsRefused()
    {
        // The first account of the phrase "test test ... junk".
        var key = new EthKey(Hex.Decode("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"));
        var finding = Assert.Single(new LedgerStart(Options(), production: true).CheckOptions([Own, key.Address]));
        Assert.Contains("published", finding, StringComparison.Ordinal);
        Assert.Empty(new LedgerStart(Options(), production: false).CheckOptions([key.Address]));
    }

    [Fact]
    public void CheckOptions_NothingConfigured_TellsEverything() =>
        Assert.Equal(4, new LedgerStart(new LedgerOptions(), production: false).CheckOptions([]).Count);

    [Fact]
    public void CheckOptions_TooManyWindowsPerTransaction_IsRefused()
    {
        var options = Options();
        options.Batch.WindowsPerTransaction = AnchorLogClient.MaximumWindows + 1;
        AssertFinding(options, "WindowsPerTransaction");
    }

    [Fact]
    public async Task CheckNodesAsync_OtherChainGenesisAndCode_AreTold()
    {
        var rpc = new FakeRpc()
            .On("eth_chainId", "\"0x1\"")
            .On("eth_getBlockByNumber", Receipts.Block())
            .On("eth_getCode", "\"0x\"");
        var findings = await new LedgerStart(Options(), production: true).CheckNodesAsync(
            [(new Uri("http://a"), new ChainReader(rpc))],
            Receipts.Hash,
            default
        );
        Assert.Equal(4, findings.Count);
    }

    [Fact]
    public async Task CheckNodesAsync_ProductionWithoutGenesis_IsRefused() =>
        Assert.Single(await new LedgerStart(Options(), production: true).CheckNodesAsync([], null, default));

    [Fact]
    public void DevelopmentChain_OnQbft_IsRefused() =>
        Assert.Throws<InvalidOperationException>(() => new DevelopmentChain(new FakeRpc(), LedgerSealType.Qbft));

    private static void AssertFinding(LedgerOptions options, string words) =>
        Assert.Contains(
            words,
            Assert.Single(new LedgerStart(options, production: true).CheckOptions([Own])),
            StringComparison.Ordinal
        );

    private static LedgerOptions Options() =>
        new()
        {
            Urls = [new Uri("http://10.0.0.1:8545"), new Uri("http://10.0.0.2:8545")],
            ChainId = 20260,
            SealType = LedgerSealType.Qbft,
            AnchorLog = Address.OfDeployment(Own, 0).ToString(),
            TenderChain = Address.OfDeployment(Own, 1).ToString(),
        };
}
