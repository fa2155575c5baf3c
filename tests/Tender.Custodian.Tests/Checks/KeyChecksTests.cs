using Tender.Custodian.Tests.World;
using Tender.Sealing;
using Tender.Testing;
using Xunit;
using static Tender.Custodian.Tests.Checks.Judging;

namespace Tender.Custodian.Tests.Checks;

/// <summary>What a seat demands of the key set and of the time for objections.</summary>
public sealed class KeyChecksTests
{
    [Fact]
    public async Task Judge_CertificateOfAnotherKey_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        world.KeyFacts = world.KeyFacts with { Certificate = world.Pool.KeySets[2].Certificate };
        AssertRefused(world, "key-binding");
    }

    [Fact]
    public async Task Judge_CertificateThatDoesNotHold_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        AssertRefused(world, "key-binding", world.Case() with { KeySet = null });
    }

    [Theory]
    [InlineData("key")]
    [InlineData("k")]
    [InlineData("n")]
    [InlineData("none")]
    public async Task Judge_LedgerBoundAnotherKey_IsRefused(string what)
    {
        using var world = await CustodyWorld.MakeAsync();
        var facts = Proven(
            world,
            t =>
                t with
                {
                    Key = what switch
                    {
                        "key" => t.Key! with { KeyHash = new byte[32] },
                        "k" => t.Key! with { K = 3 },
                        "n" => t.Key! with { N = 4 },
                        _ => null,
                    },
                }
        );
        AssertRefused(world, "key-binding", facts);
    }

    [Fact]
    public async Task Judge_OtherAccountsOfTheSeats_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        world.KeyFacts = world.KeyFacts with { Seats = [.. world.KeyFacts.Seats.Reverse()] };
        AssertRefused(world, "key-binding");
    }

    [Fact]
    public async Task Judge_ForeignAccountAtTheOwnPlaceOnTheLedger_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        var reversed = world.KeyFacts.Seats.Reverse().ToList();
        (reversed[0], reversed[1]) = (reversed[1], reversed[0]);
        world.KeyFacts = world.KeyFacts with { Seats = reversed };
        var hash = System.Security.Cryptography.SHA256.HashData([.. reversed.SelectMany(s => s.Account!)]);
        AssertRefused(world, "key-binding", Proven(world, t => t with { Key = t.Key! with { SeatsHash = hash } }));
    }

    [Fact]
    public async Task Judge_KeySetOfAForeignPool_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        world.Keys = null;
        AssertRefused(world, "key-binding");
        world.Keys = TestPool.Make(world.Random, 2, 3, 2).Seats[CustodyWorld.Seat - 1];
        AssertRefused(world, "key-binding");
    }

    [Fact]
    public async Task Judge_RehearsalKey_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        var rehearsal = world.Pool.KeySets[(int)Rehearsal.KeyIndex];
        var facts = Proven(
            world,
            t => t with { Key = t.Key! with { KeySetId = rehearsal.Id.ToArray(), KeyHash = rehearsal.KeyHash() } }
        );
        var refusal = AssertRefused(world, "key-binding", facts with { KeySet = rehearsal });
        Assert.Contains("rehearsal", refusal.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Judge_KeyUsedForAnotherTender_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        world.History.Decide(Given(world) with { TenderRef = world.Random.Bytes(32) });
        AssertRefused(world, "key-binding");
    }

    [Fact]
    public async Task Judge_WithinTheObjectionTime_IsTooEarly()
    {
        using var world = await CustodyWorld.MakeAsync();
        var sealedAt = world.Deadline.AddSeconds(3);
        var over = sealedAt.AddSeconds(10);
        world.Item = world.Item with { ObjectionUntil = world.Deadline };
        Assert.True(AssertRefused(world, "objection-time", world.Case() with { Now = over.AddTicks(-1) }).IsEarly);
        Assert.Null(world.Judge(world.Case() with { Now = over }));
        world.Item = world.Item with { ObjectionUntil = over.AddSeconds(5) };
        AssertRefused(world, "objection-time", world.Case() with { Now = over.AddSeconds(5).AddTicks(-1) });
        world.LeastObjection = TimeSpan.FromSeconds(30);
        AssertRefused(world, "objection-time", world.Case() with { Now = sealedAt.AddSeconds(30).AddTicks(-1) });
        Assert.Null(world.Judge(world.Case() with { Now = sealedAt.AddSeconds(30) }));
    }
}
