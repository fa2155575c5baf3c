using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Tender.Ledger.Proofs;
using Tender.Ledger.Receipts;
using Tender.Ledger.Tests.World;
using Tender.Ledger.Verification;
using Tender.Sealing;
using Xunit;

namespace Tender.Ledger.Tests.Verification;

/// <summary>Every lie of Ledger 17 with its own check.</summary>
public sealed class ReceiptRefusalTests
{
    private readonly LedgerWorld world = new();

    [Theory]
    [InlineData(11)]
    [InlineData(13)]
    public async Task Verify_OtherPathDepth_FailsInCheck4(int depth)
    {
        var good = await GoodAsync();
        var path = good.Inclusion.Path.Concat([new byte[32]]).Take(depth).ToArray();
        Verify(good with { Inclusion = good.Inclusion with { Path = path } }).FailsIn(4);
    }

    [Fact]
    public async Task Verify_SwappedSiblings_FailsInCheck4()
    {
        var good = await GoodAsync();
        byte[][] path = [good.Inclusion.Path[1], good.Inclusion.Path[0], .. good.Inclusion.Path.Skip(2)];
        Verify(good with { Inclusion = good.Inclusion with { Path = path } }).FailsIn(4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(-1)]
    public async Task Verify_OtherSlot_FailsInCheck4(int change)
    {
        var good = await GoodAsync();
        var slot = change == 1 ? good.Inclusion.Slot ^ 1 : change;
        Verify(good with { Inclusion = good.Inclusion with { Slot = slot } }).FailsIn(4);
    }

    [Fact]
    public async Task Verify_RootOfAnotherWindow_FailsInCheck6()
    {
        var good = await GoodAsync();
        // The same root, replayed as if window 4 had held it.
        var head = LedgerHeads.OfWindow(
            good.Window.Head,
            4,
            good.Window.Root,
            good.Window.PadCommit,
            good.Window.AnchoredAt + 2
        );
        var replayed = good with
        {
            Inclusion = good.Inclusion with { Window = 4 },
            Window = good.Window with
            {
                PrevHead = good.Window.Head,
                Head = head,
                AnchoredAt = good.Window.AnchoredAt + 2,
            },
        };
        Verify(replayed).FailsIn(6);
    }

    [Fact]
    public async Task Verify_StorageKeyOfAnotherSlot_FailsInCheck6()
    {
        var good = await GoodAsync();
        Verify(good with { Chain = good.Chain with { StorageKey = StorageKeys.OfHead(3, 4) } }).FailsIn(6);
    }

    [Fact]
    public async Task Verify_ChangedAnchorTime_FailsInCheck5()
    {
        var good = await GoodAsync();
        Verify(good with { Window = good.Window with { AnchoredAt = good.Window.AnchoredAt - 1 } }).FailsIn(5);
    }

    [Fact]
    public async Task Verify_LateMarkHidden_FailsInCheck5()
    {
        var good = await GoodAsync(window: 0, delay: 16);
        Assert.True(good.Window.Late);
        Verify(good with { Window = good.Window with { Late = false } }).FailsIn(5);
    }

    [Fact]
    public async Task Verify_ChangedBlockTime_FailsInCheck8()
    {
        var good = await GoodAsync();
        var items = Rlp.Decode(good.Chain.Block.HeaderRlp).Items.ToArray();
        items[11] = RlpItem.Of(items[11].ToUInt64() + 1);
        var block = good.Chain.Block with { HeaderRlp = Rlp.EncodeList(items) };
        Verify(good with { Chain = good.Chain with { Block = block } }).FailsIn(8);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Verify_HeaderFieldCutOrAdded_FailsInCheck8(bool cut)
    {
        var good = await GoodAsync();
        var items = Rlp.Decode(good.Chain.Block.HeaderRlp).Items;
        var changed = cut ? items.Take(15) : items.Append(RlpItem.Of(new byte[32]));
        var block = good.Chain.Block with { HeaderRlp = Rlp.EncodeList(changed) };
        Verify(good with { Chain = good.Chain with { Block = block } }).FailsIn(8);
    }

    [Fact]
    public async Task Verify_ForeignCodeHash_FailsInCheck7()
    {
        var good = await GoodAsync();
        var foreign = world.Trust.AnchorLog with { CodeHash = new byte[32] };
        Verify(good, world.Trust with { AnchorLog = foreign }).FailsIn(7);
        Verify(good with { Chain = good.Chain with { CodeHash = new byte[32] } }).FailsIn(7);
    }

    [Fact]
    public async Task Verify_OtherChain_FailsInCheck7()
    {
        var good = await GoodAsync();
        Verify(good, world.Trust with { ChainId = 1 }).FailsIn(7);
        Verify(good, world.Trust with { GenesisHash = new byte[32] }).FailsIn(7);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Verify_MissingProofNode_Fails(bool account)
    {
        var good = await GoodAsync();
        var chain = account
            ? good.Chain with
            {
                AccountProof = [.. good.Chain.AccountProof.Skip(1)],
            }
            : good.Chain with
            {
                StorageProof = [.. good.Chain.StorageProof.SkipLast(1)],
            };
        Verify(good with { Chain = chain }).FailsIn(account ? 7 : 6);
    }

    [Fact]
    public async Task Verify_OtherVault_FailsInCheck2()
    {
        var good = await GoodAsync();
        Verify(good, world.Trust with { VaultCertificates = [world.Supervisor.RawData] }).FailsIn(2);
    }

    [Fact]
    public async Task Verify_StatementOfAnotherBid_FailsInCheck2()
    {
        var good = await GoodAsync();
        var other = await world.SubmitAsync(1, 30);
        Verify(good with { Statement = other.StatementCms }).FailsIn(2);
    }

    [Fact]
    public async Task Verify_AckOfAnotherWindow_FailsInCheck2()
    {
        var good = await GoodAsync();
        var ack = VaultReceipt.Parse(CmsVerifier.Open(good.Ack).Content) with { Window = 4 };
        var cms = CmsSigner.Sign(ack.Write(), world.Vault, LedgerWorld.Start);
        Verify(good with { Ack = cms }).FailsIn(2);
    }

    [Fact]
    public async Task Verify_RefusalOfTheVault_FailsInCheck2()
    {
        var good = await GoodAsync();
        var ack = VaultReceipt.Parse(CmsVerifier.Open(good.Ack).Content) with
        {
            Verdict = VaultVerdict.Refused,
            Window = null,
        };
        var cms = CmsSigner.Sign(ack.Write(), world.Vault, LedgerWorld.Start);
        Verify(good with { Ack = cms }).FailsIn(2);
    }

    [Fact]
    public async Task Verify_OtherFile_FailsInCheck3()
    {
        var good = await GoodAsync();
        var submission = world.Bidders[0].Submissions[0];
        var file = new FileFacts(submission.File!.TreeRoot, submission.File.Header.Hash(), submission.Bytes.Length);
        Verify(good, file: file).Is(Verdict.ValidDev);
        Verify(good, file: file with { TreeRoot = new byte[32] }).FailsIn(3);
        Verify(good, file: file with { HeaderHash = new byte[32] }).FailsIn(3);
        Verify(good, file: file with { Length = 1 }).FailsIn(3);
    }

    [Fact]
    public async Task Verify_SealTypeThatIsNotAskedFor_FailsInCheck9()
    {
        var good = await GoodAsync();
        var chain = good.Chain with { Seal = new ChainSeal { Type = SealType.Qbft } };
        Verify(good with { Chain = chain }).FailsIn(9);
    }

    [Fact]
    public async Task Verify_UnreachableWindow_FailsInCheck5()
    {
        var good = await GoodAsync();
        Verify(good with { Inclusion = good.Inclusion with { Window = ulong.MaxValue - 1 } }, canonical: false)
            .FailsIn(5);
    }

    private async Task<OfflineReceipt> GoodAsync(ulong window = 3, ulong delay = 1)
    {
        var submission = await world.SubmitAsync(0, window);
        world.AnchorThrough(12, delay);
        var good = world.ReceiptOf(submission);
        Verify(good).Is(Verdict.ValidDev);
        return good;
    }

    // Bent receipts carry their own digest: what refuses them is the check, not the sum.
    private VerificationReport Verify(
        OfflineReceipt receipt,
        TrustFile? trust = null,
        FileFacts? file = null,
        bool canonical = true
    )
    {
        var verifier = new ReceiptVerifier(trust ?? world.Trust);
        var context = new ReceiptContext { File = file };
        return canonical ? verifier.Verify(receipt.WithDigest().Write(), context) : verifier.Verify(receipt, context);
    }
}
