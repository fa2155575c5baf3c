using Tender.Sealing;
using Tender.Vault.Client;
using Xunit;

namespace Tender.Custodian.Tests.Pools;

public sealed class SeatCeremonyTests
{
    [Fact]
    public async Task Advance_HonestSeats_MakeKeysOfWhichEachSeatHasItsShare()
    {
        using var world = new CeremonyWorld();
        Assert.All(await world.RoundAsync(), s => Assert.Equal(CeremonyStep.Joined, s));
        Assert.All(await world.RoundAsync(), s => Assert.Equal(CeremonyStep.Dealt, s));
        Assert.All(await world.RoundAsync(), s => Assert.Equal(CeremonyStep.Signed, s));
        Assert.All(await world.RoundAsync(), s => Assert.Equal(CeremonyStep.Closed, s));
        var keySets = world.Coordinator.KeySets();
        Assert.Equal(FakeCoordinator.M, keySets.Count);
        for (var seat = 1; seat <= FakeCoordinator.N; seat++)
        {
            var keys = world.PoolOf(seat).Keys;
            foreach (var (keySet, index) in keySets.Select((k, i) => (k, (uint)i)))
            {
                var share = keys.FindShare(keySet)!;
                Assert.Equal(index, share.Index);
                Assert.Equal(keySet.PublicShare(seat), P256.Generator.Multiply(share.Secret));
                Assert.True(keySet.IsKey(world.Coordinator.PoolId, index));
            }
        }
    }

    [Fact]
    public async Task Advance_SecretsOnTheDisk_AreUnderThePasswordAndForThisUserOnly()
    {
        using var world = new CeremonyWorld();
        await world.RoundAsync();
        await world.RoundAsync();
        await world.RoundAsync();
        var keys = world.PoolOf(1).Keys;
        foreach (var kind in (string[])["sbidseat", "json"])
        {
            var path = world.FileOf(1, kind);
            var text = await File.ReadAllTextAsync(path);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(path).UnixFileMode);
            foreach (var secret in keys.Shares.Select(s => s.Share).Append(keys.StaticKey))
            {
                Assert.DoesNotContain(Convert.ToHexStringLower(secret), text, StringComparison.Ordinal);
                Assert.DoesNotContain(Convert.ToBase64String(secret), text, StringComparison.Ordinal);
            }
        }

        Assert.Equal(
            keys.PublicKey(),
            SeatKeysFile.Read(File.ReadAllBytes(world.FileOf(1, "sbidseat")), "password").PublicKey()
        );
    }

    /// <summary>Papers and static key alone give the shares again: the backup of a seat is one key.</summary>
    [Fact]
    public async Task Recover_FromPapersAndStaticKey_GivesTheSameShares()
    {
        using var world = new CeremonyWorld();
        await world.RoundAsync();
        await world.RoundAsync();
        await world.RoundAsync();
        var pool = world.PoolOf(2);
        var sessions = pool.Papers.Terms!.Sessions(pool.Papers.PoolId);
        var messages = pool.Papers.Received.Select((m, i) => Cocktail.ReadMessages(sessions, i + 1, m)).ToList();
        foreach (var (session, j) in sessions.Select((s, j) => (s, j)))
        {
            var share = Cocktail.Recover(session, 2, pool.Keys.Secret, [.. messages.Select(m => m[j])]);
            Assert.Equal(pool.Keys.Shares[j].Secret, share);
        }
    }

    /// <summary>Seat 2 dies before or after every call in turn, and starts again until it is done.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Speed", "slow")]
    public async Task Advance_KilledAtEveryCall_GoesOnWithTheSameBytes(bool before)
    {
        var untouched = false;
        for (var call = 1; !untouched; call++)
        {
            using var world = new CeremonyWorld();
            var seen = 0;
            var killAt = call;
            Action<string> nothing = _ => { };
            Action<string> count = path =>
            {
                if (path.StartsWith("/v1/pools", StringComparison.Ordinal) && ++seen == killAt)
                {
                    throw new KilledException();
                }
            };
            untouched = true;
            for (var round = 0; round < 3; round++)
            {
                await world.StepAsync(1);
                (world.Coordinator.Before, world.Coordinator.After) = before ? (count, nothing) : (nothing, count);
                untouched &= await SurvivesAsync(world);
                world.Coordinator.Before = world.Coordinator.After = nothing;
                await world.StepAsync(3);
            }

            // The coordinator asserts that nothing was sent twice with other bytes.
            Assert.Equal(FakeCoordinator.M, world.Coordinator.KeySets().Count);
            Assert.NotNull(world.PoolOf(2).Keys.FindShare(world.Coordinator.KeySets()[1]));
        }
    }

    [Fact]
    public async Task Advance_CoordinatorShowsAnotherThresholdAfterwards_IsRefused()
    {
        using var world = new CeremonyWorld();
        await world.RoundAsync();
        await world.RoundAsync();
        world.Coordinator.Show = (_, facts) => facts with { M = 3 };
        await AssertRefusedAsync(world, "terms have changed");
    }

    [Fact]
    public async Task Advance_CoordinatorLiesAboutThePool_IsRefusedBeforeDealing()
    {
        using var world = new CeremonyWorld();
        await world.RoundAsync();
        foreach (var (lie, why) in Lies)
        {
            world.Coordinator.Show = (_, facts) => lie(facts);
            await AssertRefusedAsync(world, why);
        }

        Assert.Null(world.Coordinator.DealtBy(1));
        Assert.Empty(world.PoolOf(1).Papers.Dealt);
    }

    [Fact]
    public async Task Advance_ThresholdBelowTheSeatsPolicyOrForeignOrganisations_IsRefused()
    {
        using var world = new CeremonyWorld();
        await world.RoundAsync();
        world.SmallestK = 3;
        await AssertRefusedAsync(world, "threshold");
        world.SmallestK = 2;
        world.Expected = [CeremonyWorld.Code(2), CeremonyWorld.Code(1), CeremonyWorld.Code(3)];
        await AssertRefusedAsync(world, "organisations");
        world.Expected = [CeremonyWorld.Code(1), CeremonyWorld.Code(2), CeremonyWorld.Code(3)];
        Assert.Equal(CeremonyStep.Dealt, await world.StepAsync(1));
    }

    [Fact]
    public async Task Advance_CoordinatorAltersTheSeatsOwnMessage_IsRefused()
    {
        using var world = new CeremonyWorld();
        await world.RoundAsync();
        await world.RoundAsync();
        world.Coordinator.ShowDeals = (_, deals) =>
            new PoolDeals([deals.Messages[1], deals.Messages[0], deals.Messages[2]]);
        await AssertRefusedAsync(world, "other messages");
    }

    [Theory]
    [InlineData(100)] // proof of possession
    [InlineData(200)] // an encrypted share of seat 1
    public async Task Advance_AnotherSeatsMessageIsWrong_AbortsWithItsName(int at)
    {
        using var world = new CeremonyWorld();
        await world.RoundAsync();
        await world.RoundAsync();
        world.Coordinator.ShowDeals = (_, deals) => Altered(deals, 3, at);
        var abort = await Assert.ThrowsAsync<CocktailAbortException>(() => world.StepAsync(1));
        Assert.Equal(3, abort.Culprit);
        Assert.Empty(world.PoolOf(1).Keys.Shares);
    }

    /// <summary>Split view: seat 1 is shown another dealing of seat 3 than the others. Their signatures do not make a certificate.</summary>
    [Fact]
    public async Task KeySets_TwoTranscripts_GiveNoCertificate()
    {
        using var world = new CeremonyWorld();
        await world.RoundAsync();
        await world.RoundAsync();
        var second = Redealt(world);
        world.Coordinator.ShowDeals = (seat, deals) => seat == 1 ? second(deals) : deals;
        await world.RoundAsync();
        var refusal = Assert.Throws<SealingException>(world.Coordinator.KeySets);
        Assert.Equal(SealingError.Signature, refusal.Kind);
    }

    [Fact]
    public async Task Advance_ShownAnotherTranscriptAfterSigning_SignsTheFirstOnly()
    {
        using var world = new CeremonyWorld();
        await world.RoundAsync();
        await world.RoundAsync();
        var second = Redealt(world);
        Assert.Equal(CeremonyStep.Signed, await world.StepAsync(1));
        world.Coordinator.ShowDeals = (_, deals) => second(deals);
        // The coordinator asserts that the same signatures come again.
        Assert.Equal(CeremonyStep.Waiting, await world.StepAsync(1));
    }

    [Fact]
    public async Task Open_FolderInUse_IsRefused()
    {
        using var world = new CeremonyWorld();
        await world.StepAsync(1);
        Assert.Throws<IOException>(() =>
            new SeatFolder(Path.GetDirectoryName(world.FileOf(1, "json"))!, "password", SystemRandom.Instance)
        );
    }

    private static readonly (Func<PoolFacts, PoolFacts> Lie, string Why)[] Lies =
    [
        (f => f with { K = 3 }, "threshold"),
        (f => f with { K = 1 }, "threshold"),
        (f => f with { M = 1 }, "number of keys"),
        (f => f with { Policy = f.Policy + " " }, "policy"),
        (f => f with { Seats = [.. f.Seats.SkipLast(1)] }, "numbers of the seats"),
        (f => f with { Seats = [f.Seats[1], f.Seats[0], f.Seats[2]] }, "numbers of the seats"),
        (f => With(f, s => s with { PublicKey = P256.Generator.Encode33() }), "says something else"),
        (f => With(f, s => s with { Account = new byte[20] }), "says something else"),
        (f => With(f, s => s with { OrgCode = "91330106MA20271585" }), "certificate of seat 3"),
        (f => With(f, s => s with { Statement = f.Seats[1].Statement }), "certificate of seat 3"),
        (f => With(f, s => s with { Statement = null }), "statement of seat 3"),
        (f => With(f, s => s with { Statement = new byte[] { 0x30, 0 } }), "cannot be read"),
    ];

    private static PoolFacts With(PoolFacts facts, Func<SeatFacts, SeatFacts> change) =>
        facts with
        {
            Seats = [facts.Seats[0], facts.Seats[1], change(facts.Seats[2])],
        };

    private static PoolDeals Altered(PoolDeals deals, int seat, int at)
    {
        var altered = deals.Messages[seat - 1].Select(m => m.ToArray()).ToList();
        altered[1][at] ^= 1;
        var all = deals.Messages.ToList();
        all[seat - 1] = [.. altered.Select(m => (ReadOnlyMemory<byte>)m)];
        return new PoolDeals(all);
    }

    /// <summary>Seat 3, turned dishonest, deals twice: valid messages, other polynomials.</summary>
    private static Func<PoolDeals, PoolDeals> Redealt(CeremonyWorld world)
    {
        var secret = world.PoolOf(3).Keys.Secret;
        var dealt = world
            .Coordinator.Sessions()
            .Select(s => (ReadOnlyMemory<byte>)Cocktail.Deal(s, 3, secret, SystemRandom.Instance).Encode())
            .ToList();
        return deals => new PoolDeals([deals.Messages[0], deals.Messages[1], dealt]);
    }

    private static async Task<bool> SurvivesAsync(CeremonyWorld world)
    {
        try
        {
            await world.StepAsync(2);
            return true;
        }
        catch (KilledException)
        {
            world.Coordinator.Before = world.Coordinator.After = _ => { };
            world.Restart(2);
            await world.StepAsync(2);
            return false;
        }
    }

    private static async Task AssertRefusedAsync(CeremonyWorld world, string why)
    {
        var refusal = await Assert.ThrowsAsync<CeremonyRefusedException>(() => world.StepAsync(1));
        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>The process was killed.</summary>
    private sealed class KilledException : Exception;
}
