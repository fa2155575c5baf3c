using System.Security.Cryptography;
using Tender.Custodian.Checks;
using Tender.Custodian.History;
using Tender.Custodian.Release;
using Tender.Custodian.Tests.World;
using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Tender.Ledger.Tests.World;
using Tender.Sealing;
using Tender.Testing;
using Tender.Vault.Client;
using Xunit;

namespace Tender.Custodian.Tests.Release;

/// <summary>The act: check, decide, bind on the ledger, hand over. A seat may die anywhere and still gives one answer only.</summary>
public sealed class AnswerSetTests
{
    [Fact]
    public async Task Execute_HonestSet_BindsTheHashAndHandsOverAValidAnswer()
    {
        using var desk = await Desk.OpenAsync();
        Assert.Null(await desk.RunAsync());
        var message = Assert.Single(desk.Vault.Partials);
        var transaction = Assert.Single(desk.Node.Mined);
        Assert.Equal(desk.World.Account.Address, transaction.Sender);
        AssertCommits(desk.World, transaction, message);
        AssertOpens(desk.World, message);
        Assert.Equal(AnswerState.Delivered, desk.World.History.StateOf(desk.World.TenderRef, 1));
    }

    [Fact]
    public async Task Execute_AskedAgainForTheSameSet_HandsOverTheSameBytes()
    {
        using var desk = await Desk.OpenAsync();
        Assert.Null(await desk.RunAsync());
        desk.Restart();
        Assert.Null(await desk.RunAsync());
        Assert.Equal(2, desk.Vault.Partials.Count);
        Assert.Equal(desk.Vault.Partials[0], desk.Vault.Partials[1]);
        Assert.Single(desk.Node.Mined);
    }

    [Fact]
    public async Task Execute_AskedForAnotherSetAfterwards_IsRefused()
    {
        using var desk = await Desk.OpenAsync();
        Assert.Null(await desk.RunAsync());
        desk.Restart();
        desk.World.Bids.RemoveAt(0);
        desk.World.Bids.Add(desk.World.Bids[0].Acknowledge(desk.World));
        desk.World.Describe();
        var events = desk.World.Chain.EventsOf(desk.World.TenderRef);
        events.RemoveAt(events.Count - 1);
        desk.World.Fact(7, desk.World.SetPayload(), (ulong)desk.World.Deadline.ToUnixTimeSeconds() + 3);
        Assert.NotNull(await desk.RunAsync());
        Assert.Single(desk.Vault.Partials);
    }

    [Fact]
    public async Task Execute_SecondPhase_GivesAnAnswerOfItsOwnForItsParts()
    {
        using var desk = await Desk.OpenAsync(phases: 2);
        Assert.Null(await desk.RunAsync());
        desk.World.SealNextPhase(bids => bids.RemoveAt(2));
        desk.Restart();
        Assert.Null(await desk.RunAsync());
        Assert.Null(await desk.RunAsync());
        Assert.Equal(3, desk.Vault.Partials.Count);
        Assert.Equal(desk.Vault.Partials[1], desk.Vault.Partials[2]);
        Assert.Equal([0UL, 1UL], desk.Node.Mined.Select(t => t.Transaction.Nonce));
        var answer = PartialOpening.Parse(CmsVerifier.Open(desk.Vault.Partials[1]).Content);
        List<CurvePoint> encs = [.. desk.World.Case().Parts.Select(p => CurvePoint.Decode65(p.Enc.Span))];
        Assert.Equal(2, encs.Count);
        Assert.True(answer.IsValid(desk.World.Case().Context, desk.World.KeySet, encs));
    }

    [Fact]
    public async Task Execute_CheckFails_SendsNothing()
    {
        using var desk = await Desk.OpenAsync();
        desk.World.Set = desk.World.Set with { SetRoot = new byte[32] };
        Assert.Equal("sealed-set", (await desk.RunAsync())?.Check);
        AssertNothingLeft(desk);
    }

    [Fact]
    public async Task Execute_LedgerRefusesTheHash_NeverHandsOver()
    {
        using var desk = await Desk.OpenAsync();
        desk.Node.Accepts = false;
        Assert.Equal("commit", (await desk.RunAsync())?.Check);
        desk.Restart();
        Assert.Equal("commit", (await desk.RunAsync())?.Check);
        Assert.Empty(desk.Vault.Partials);
        Assert.Single(desk.Vault.Relayed);
    }

    [Fact]
    public async Task Execute_RelayOnlySaysThatItWasMined_DoesNotHandOver()
    {
        using var desk = await Desk.OpenAsync();
        desk.Vault.Relays = false;
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => desk.RunAsync(cancel: patience.Token));
        Assert.Empty(desk.Vault.Partials);
        desk.Vault.Relays = true;
        desk.Restart();
        Assert.Null(await desk.RunAsync());
        Assert.Equal(desk.Vault.Relayed[0], desk.Vault.Relayed[^1]);
    }

    [Fact]
    public async Task Execute_LedgerHasAnotherHashOfThisSeat_DoesNotHandOver()
    {
        using var desk = await Desk.OpenAsync();
        desk.Vault.Before = path => DieAt(path, "/v1/relay");
        await Assert.ThrowsAsync<KilledException>(() => desk.RunAsync());
        desk.Vault.Before = _ => { };
        desk.World.Fact(9, [1, CustodyWorld.Seat, .. desk.World.Random.Bytes(32)], 1_795_000_040);
        desk.Restart();
        Assert.Equal("commit", (await desk.RunAsync(resume: false))?.Check);
        Assert.Empty(desk.Vault.Partials);
    }

    /// <summary>Dies before or after every call in turn, until one run passes untouched.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Speed", "slow")]
    public async Task Execute_KilledAtEveryCall_GoesOnWithTheSameBytes(bool before)
    {
        var untouched = false;
        for (var call = 1; !untouched; call++)
        {
            using var desk = await Desk.OpenAsync();
            var seen = 0;
            var killAt = call;
            Action<string> count = _ =>
            {
                if (++seen == killAt)
                {
                    throw new KilledException();
                }
            };
            (desk.Vault.Before, desk.Vault.After) = before ? (count, desk.Vault.After) : (desk.Vault.Before, count);
            untouched = await SurvivesAsync(desk);
            desk.Vault.Before = desk.Vault.After = _ => { };
            desk.Restart();
            Assert.Null(await desk.RunAsync());
            AssertOneAnswer(desk);
            Assert.True(call < 50, "never passed untouched");
        }
    }

    [Fact]
    public async Task Decide_NonceOfTheChainIsHigher_TakesIt()
    {
        using var desk = await Desk.OpenAsync();
        desk.Node.SetCount(desk.World.Account.Address, 7);
        Assert.Null(await desk.RunAsync());
        Assert.Equal(7UL, Assert.Single(desk.Node.Mined).Transaction.Nonce);
    }

    private static async Task<bool> SurvivesAsync(Desk desk)
    {
        try
        {
            return await desk.RunAsync() is null;
        }
        catch (KilledException)
        {
            return false;
        }
    }

    private static void AssertOneAnswer(Desk desk)
    {
        Assert.NotEmpty(desk.Vault.Partials);
        Assert.All(desk.Vault.Partials, p => Assert.Equal(desk.Vault.Partials[0], p));
        Assert.All(desk.Vault.Relayed, r => Assert.Equal(desk.Vault.Relayed[0], r));
        AssertCommits(desk.World, Assert.Single(desk.Node.Mined), desk.Vault.Partials[0]);
    }

    private static void AssertNothingLeft(Desk desk)
    {
        Assert.Empty(desk.Vault.Relayed);
        Assert.Empty(desk.Vault.Partials);
        Assert.False(File.Exists(desk.World.HistoryPath));
    }

    private static void AssertCommits(CustodyWorld world, SignedTransaction transaction, byte[] message)
    {
        var share = new ShareCommitted(1, CustodyWorld.Seat, SHA256.HashData(message));
        var call = new TenderChainClient(
            new ChainReader(new FakeNode()),
            new Address(MemoryChain.TenderChain)
        ).CommitShare(world.TenderRef, share, [.. world.Accounts.Select(a => a.Address)]);
        Assert.Equal(call.Data.ToArray(), transaction.Transaction.Data.ToArray());
        Assert.Equal(call.To, transaction.Transaction.To);
        Assert.Equal(world.Trust.ChainId, transaction.Transaction.ChainId);
    }

    private static void AssertOpens(CustodyWorld world, byte[] message)
    {
        var facts = world.Case();
        List<CurvePoint> encs = [.. facts.Parts.Select(p => CurvePoint.Decode65(p.Enc.Span))];
        var opened = CmsVerifier.Open(message);
        Assert.Equal(
            CustodyWorld.Code("12330000470056747"),
            world.Trust.ToTrustList().Check(opened.Signer, [], world.Deadline).OrgCode
        );
        var answer = PartialOpening.Parse(opened.Content);
        Assert.True(answer.IsValid(facts.Context, world.KeySet, encs));
        var other = world.Pool.Answer(1, CustodyWorld.Key, facts.Context, encs, world.Random);
        var shared = Combiner.SharedPoints(world.KeySet, [answer, other]);
        var header = facts.Bids[0].Header!;
        var secret = header.UnwrapSecret(header.Parts[0], world.KeySet.PublicKey, shared[0]);
        Assert.True(header.IsPartKey(header.Parts[0], header.PartKey(header.Parts[0], secret)));
    }

    private static void DieAt(string path, string where)
    {
        if (path == where)
        {
            throw new KilledException();
        }
    }

    /// <summary>A seat with its disk, its node and the vault.</summary>
    private sealed class Desk : IDisposable
    {
        private const string Password = "tender-sample";
        private static readonly Lazy<byte[]> Secrets = new(() =>
            SeatKeysFile.Write(CustodyWorld.Shared(CustodyWorld.Seat), Password, new SeededRandom(3))
        );

        private readonly TemporaryFolder files = new("keys");
        private SeatFolder folder;

        private Desk(CustodyWorld world)
        {
            World = world;
            Vault = new FakeVault(world, Node);
            var name = $"pool-{Convert.ToHexStringLower(world.Pool.PoolId)}.sbidseat";
            File.WriteAllBytes(files[name], Secrets.Value);
            folder = new SeatFolder(files.Path, Password, world.Random);
        }

        public CustodyWorld World { get; }

        public FakeNode Node { get; } = new();

        public FakeVault Vault { get; }

        public static async Task<Desk> OpenAsync(int phases = 1) => new(await CustodyWorld.MakeAsync(phases: phases));

        public void Restart()
        {
            World.Restart();
            folder.Dispose();
            folder = new SeatFolder(files.Path, Password, World.Random);
        }

        /// <summary>What the worker does for one item.</summary>
        public async Task<Refusal?> RunAsync(bool resume = true, CancellationToken cancel = default)
        {
            using var http = Vault.Client();
            var client = new VaultClient(http);
            var seat = World.Context(folder);
            var session = await client.SignInAsync(seat.Identity.Certificate, World.Clock, World.Random, cancel);
            var act = new AnswerSet(
                seat,
                ReleaseChecks.Of(seat),
                new CaseGatherer(seat, client, World.Clock),
                Ledger(),
                World.Random,
                World.Clock
            );
            if (resume)
            {
                await act.ResumeAsync(session, cancel);
            }

            return await act.ExecuteAsync(session, World.Item, cancel);
        }

        public void Dispose()
        {
            folder.Dispose();
            files.Dispose();
            World.Dispose();
            Vault.Dispose();
        }

        private ShareLedger Ledger()
        {
            var chain = new ChainReader(Node);
            var waiter = new ReceiptWaiter(chain, 0, TimeSpan.FromMilliseconds(5), TimeProvider.System);
            var contract = new TenderChainClient(chain, new Address(MemoryChain.TenderChain));
            return new ShareLedger(chain, contract, World.Trust.ChainId, World.Account, waiter);
        }
    }

    /// <summary>The process was killed.</summary>
    private sealed class KilledException : Exception;
}
