using Tender.Ledger.Evm;
using Tender.Ledger.Receipts;
using Tender.Ledger.Tests.World;
using Tender.Ledger.Verification;
using Tender.Testing;
using Xunit;

namespace Tender.Ledger.Tests.Verification;

/// <summary>Receipts whose block four validators seal, three of them really.</summary>
public sealed class QbftReceiptTests
{
    private readonly LedgerWorld world = new(qbft: true);

    [Fact]
    public async Task Verify_TwoOfFourSeals_FailsInCheck9() => Verify(await BentAsync(s => s.Take(2))).FailsIn(9);

    [Fact]
    public async Task Verify_DoubledSeal_FailsInCheck9() => Verify(await BentAsync(s => [s[0], s[1], s[1]])).FailsIn(9);

    [Fact]
    public async Task Verify_SealOfSomebodyElse_FailsInCheck9()
    {
        var foreign = EthKey.Draw(new SeededRandom(8));
        Verify(await BentAsync(s => [s[0], s[1], foreign.Sign(new byte[32]).Encode()])).FailsIn(9);
    }

    [Fact]
    public async Task Verify_ForeignValidatorSet_FailsInCheck9()
    {
        var good = await GoodAsync();
        var others = MemoryChain.DrawValidators(new SeededRandom(8), 4).Select(v => v.Address.ToBytes());
        var trust = world.Trust with { Validators = [new ValidatorSet { From = 0, Addresses = [.. others] }] };
        Verify(good, trust).FailsIn(9);
    }

    [Theory]
    [InlineData(0ul, 50ul, 51ul)]
    [InlineData(0ul, 50ul, 1_000_000ul)]
    public async Task Verify_ValidatorSetOfAnotherHeight_FailsInCheck9(ulong from, ulong to, ulong next)
    {
        var good = await GoodAsync();
        var own = world.Trust.Validators[0].Addresses;
        var others = MemoryChain.DrawValidators(new SeededRandom(8), 4).Select(v => v.Address.ToBytes()).ToList();
        var trust = world.Trust with
        {
            Validators =
            [
                new ValidatorSet
                {
                    From = from,
                    To = to,
                    Addresses = own,
                },
                new ValidatorSet { From = next, Addresses = others },
            ],
        };
        Verify(good, trust).FailsIn(9);
    }

    [Fact]
    public async Task Verify_DevSealOnAChainOfValidators_FailsInCheck9()
    {
        var good = await GoodAsync();
        Verify(good with { Chain = good.Chain with { Seal = new ChainSeal { Type = SealType.Dev } } }).FailsIn(9);
    }

    private async Task<OfflineReceipt> GoodAsync()
    {
        var submission = await world.SubmitAsync(0, 3);
        world.AnchorThrough(12);
        var good = world.ReceiptOf(submission);
        Verify(good).Is(Verdict.Valid);
        return good;
    }

    private async Task<OfflineReceipt> BentAsync(Func<IReadOnlyList<byte[]>, IEnumerable<byte[]>> bend)
    {
        var good = await GoodAsync();
        var header = Rlp.Decode(good.Chain.Block.HeaderRlp).Items.ToArray();
        var extra = Rlp.Decode(header[12].Bytes).Items.ToArray();
        var seals = bend([.. extra[4].Items.Select(s => s.Bytes.ToArray())]);
        extra[4] = RlpItem.List(seals.Select(s => RlpItem.Of(s)));
        header[12] = RlpItem.Of(Rlp.EncodeList(extra));
        var block = good.Chain.Block with { HeaderRlp = Rlp.EncodeList(header) };
        return good with { Chain = good.Chain with { Block = block } };
    }

    private VerificationReport Verify(OfflineReceipt receipt, TrustFile? trust = null) =>
        new ReceiptVerifier(trust ?? world.Trust).Verify(receipt.WithDigest().Write());
}
