using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tender.Custodian.Checks;
using Tender.Custodian.History;
using Tender.Custodian.Release;
using Tender.Custodian.Tests.World;
using Tender.Ledger.Proofs;
using Tender.Sealing;
using Xunit;

namespace Tender.Custodian.Tests.Checks;

/// <summary>What the tests of a seat's checks share: an operator who changes something and seals it properly, and the seat's answer.</summary>
internal static class Judging
{
    internal static Refusal AssertRefused(CustodyWorld world, string check, ReleaseCase? facts = null)
    {
        var refusal = world.Judge(facts);
        Assert.NotNull(refusal);
        Assert.Equal(check, refusal.Check);
        foreach (var bid in world.Bids)
        {
            Assert.DoesNotContain(bid.Statement.Company, refusal.Why, StringComparison.Ordinal);
            Assert.DoesNotContain(bid.Statement.Uscc, refusal.Why, StringComparison.Ordinal);
        }

        return refusal;
    }

    internal static void AssertRefusedAfterReseal(CustodyWorld world, string check, Action<byte[]> alter)
    {
        var header = (byte[])world.Bids[0].Header.Clone();
        alter(header);
        var statement = world.Bids[0].Statement with { HeaderHash = SHA256.HashData(header) };
        world.Bids[0] = (world.Bids[0] with { Header = header }).Declare(world, statement).Acknowledge(world);
        Reseal(world);
        AssertRefused(world, check);
    }

    internal static void Redeclare(
        CustodyWorld world,
        Func<SubmissionStatement, SubmissionStatement> change,
        X509Certificate2? signer = null
    )
    {
        var bid = world.Bids[0];
        world.Bids[0] = bid.Declare(world, change(bid.Statement), signer).Acknowledge(world);
        Reseal(world);
    }

    /// <summary>The operator seals what it changed: its own set, properly on the ledger.</summary>
    internal static void Reseal(CustodyWorld world)
    {
        world.Order();
        world.Describe();
        var events = world.Chain.EventsOf(world.TenderRef);
        events.RemoveAt(events.Count - 1);
        world.Fact(7, world.SetPayload(), (ulong)world.Deadline.ToUnixTimeSeconds() + 3);
    }

    internal static ReleaseCase Proven(CustodyWorld world, Func<ProvenTender, ProvenTender> change)
    {
        var facts = world.Case();
        return facts with { Proof = facts.Proof with { Tender = change(facts.Proof.Tender!) } };
    }

    internal static GivenAnswer Given(CustodyWorld world) =>
        new()
        {
            TenderRef = world.TenderRef,
            Phase = world.Phase,
            SetRoot = world.Set.SetRoot,
            KeySetId = world.KeySet.Id.ToArray(),
            Encs = [.. world.Case().Parts.Select(p => CurvePoint.Decode65(p.Enc.Span).Encode33())],
            Message = new byte[] { 1 },
            Nonce = (ulong)world.Phase,
            Transaction = new byte[] { 2 },
        };
}
